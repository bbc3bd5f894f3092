import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linksOf } from '../../src/artifacts/links.ts';
import { myDomainFrom } from '../../src/artifacts/my-domain.ts';
import { openChromium } from './open-chromium.ts';
import { htmlOf, openPage } from './open-page.ts';
import { beta, HOSTILE, hostile, rehearsal, released } from './sample-versions.ts';

const CLIPBOARD = 'navigator.clipboard.readText()';
const INSTALL = `/packaging/installPackage.apexp?p0=${released.versionId}`;

let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(async () => {
  await browser.close();
});

async function shownLinks(page: Page): Promise<readonly string[]> {
  return page.locator('#my-domain-links code:visible').allTextContents();
}

describe('the copy buttons', () => {
  it('copy exactly what they stand beside, say so, and become ready again', async () => {
    await using opened = await openPage(browser, htmlOf(released));
    const { page } = opened;
    const ready = page.getByRole('button', { name: 'Copy link for Production' });
    const done = page.getByRole('button', { name: 'Copied for Production' });

    await ready.click();
    await done.waitFor();
    await page.getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
    await ready.waitFor();

    expect(await page.evaluate(CLIPBOARD)).toBe(`https://login.salesforce.com${INSTALL}`);
  });

  it('copy the command as one line', async () => {
    await using opened = await openPage(browser, htmlOf(released));
    const { page } = opened;

    await page.getByRole('button', { name: 'Copy the command' }).click();

    expect(await page.evaluate(CLIPBOARD)).toBe(
      `sf package install --package ${released.versionId} --target-org YOUR_ORG_ALIAS --wait 20 --publish-wait 20`,
    );
  });

  it('select the text where the browser gives no clipboard', async () => {
    await using opened = await openPage(browser, htmlOf(released), { permissions: [] });
    const { page } = opened;
    await page.evaluate(
      'Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true })',
    );

    await page.getByRole('button', { name: 'Copy the command' }).click();
    await page.getByRole('status').getByText('Control C').waitFor({ state: 'attached' });

    expect(await page.evaluate('getSelection().toString()')).toMatch(/^sf package install/);
  });
});

describe('the My Domain field', () => {
  it('makes both links, as links.ts makes them, from a name or an address of the org', async () => {
    await using opened = await openPage(browser, htmlOf(released));
    const { page } = opened;
    const expected = linksOf(released, [myDomainFrom('acme')])
      .filter(({ audience }) => audience === 'my-domain')
      .map(({ url }) => url);

    for (const written of [
      'acme',
      ' Acme ',
      'https://acme.my.salesforce.com/',
      'acme.lightning.force.com/lightning/setup/SetupOneHome/home?x=1#y',
      'https://acme.my.salesforce-setup.com/lightning/setup',
    ]) {
      await page.locator('#my-domain-name').fill(written);

      expect([written, ...(await shownLinks(page))]).toEqual([written, ...expected]);
    }
    const anchors = await page.locator('#my-domain-links a').all();
    expect(await Promise.all(anchors.map(async (link) => link.getAttribute('href')))).toEqual(
      expected,
    );
    await page.getByRole('button', { name: 'Copy link My Domain, page in Setup' }).click();
    await page.getByRole('button', { name: 'Copied My Domain, page in Setup' }).waitFor();
    expect(await page.evaluate(CLIPBOARD)).toBe(expected[1]);
  });

  it('refuses what would lead elsewhere, says why, and makes no link', async () => {
    await using opened = await openPage(browser, htmlOf(released));
    const { page } = opened;
    const field = page.locator('#my-domain-name');

    for (const written of [
      'acme.evil.example',
      'acme.my.salesforce.com.evil.example',
      'https://evil.example/acme.my.salesforce.com',
      'user@evil',
      'evil.example#.my.salesforce.com',
      'evil.example?.my.salesforce.com',
      'acme/..',
      '-acme',
      'acme-',
      'acmé',
      '"><img src=x>',
      'javascript:alert(1)',
      'a'.repeat(64),
    ]) {
      await field.fill('acme');
      await field.fill(written);
      await field.press('Enter');

      expect({
        written,
        problem: await page.locator('#my-domain-problem').textContent(),
        isInvalid: await field.getAttribute('aria-invalid'),
        links: await shownLinks(page),
      }).toEqual({
        written,
        problem: expect.stringContaining('not the name of a My Domain'),
        isInvalid: 'true',
        links: [],
      });
    }
  });

  it('goes by the rules of the configuration, for released versions and betas', async () => {
    const names =
      'acme a acme--uat acme--uat.sandbox x.scratch acme-dev-ed.develop acme.demo --acme acme.prod ac_me 1.2'
        .split(' ')
        .concat('a'.repeat(63));
    for (const version of [released, beta]) {
      await using opened = await openPage(browser, htmlOf(version));
      for (const name of names) {
        await opened.page.locator('#my-domain-name').fill(name);

        expect([name, await shownLinks(opened.page)]).toEqual([name, urlsByConfig(version, name)]);
      }
    }
  });

  it('says that a beta cannot go where it cannot go', async () => {
    await using opened = await openPage(browser, htmlOf(beta));
    const { page } = opened;

    await page.locator('#my-domain-name').fill('acme');
    await page.locator('#my-domain-name').blur();

    expect(await page.locator('#my-domain-problem').textContent()).toContain(
      'acme is not the name of a sandbox or a scratch org',
    );
  });

  it('does not complain while somebody types', async () => {
    await using opened = await openPage(browser, htmlOf(released));
    const { page } = opened;

    await page.locator('#my-domain-name').pressSequentially('acme-');

    expect(await page.locator('#my-domain-problem').textContent()).toBe('');
  });
});

describe('install-links.html', () => {
  it.each([
    ['a released version', released, ['login.salesforce.com', 'test.salesforce.com']],
    ['a beta', beta, ['test.salesforce.com']],
  ])('offers to %s the places where it can go', async (_what, version, hosts) => {
    await using opened = await openPage(browser, htmlOf(version));

    const links = await opened.page.locator('.place a[href]').all();
    const addresses = await Promise.all(links.map(async (link) => link.getAttribute('href')));

    expect(addresses.map((address) => new URL(address ?? '').hostname)).toEqual(hosts);
  });

  it('shows REHEARSAL wherever one has scrolled to, and nothing to install', async () => {
    await using opened = await openPage(browser, htmlOf(rehearsal));
    const { page } = opened;

    await page.mouse.wheel(0, 3000);

    const banner = page.getByRole('region', { name: 'Rehearsal' });
    await expect.poll(async () => page.evaluate('scrollY > 500')).toBe(true);
    expect((await banner.boundingBox())?.y).toBe(0);
    expect(
      await page.getByRole('link', { name: 'Install' }).and(page.locator('.button')).count(),
    ).toBe(0);
    expect(await page.locator('#my-domain').count()).toBe(0);
    expect(await page.title()).toMatch(/^REHEARSAL: /);
  });

  it('shows hostile names as they are, but for what turns the direction of reading', async () => {
    await using opened = await openPage(browser, htmlOf(hostile));
    const { page } = opened;
    const asText = HOSTILE.replaceAll(/[\u202E\u202C]/g, ' ').replace('\uD800', '\uFFFD');

    expect(await page.locator('h1').textContent()).toBe(asText);
    expect(await page.title()).not.toBe('owned');
    expect(await page.locator('img, script:not(:last-child)').count()).toBe(0);
    expect(await page.locator('[onclick], [onerror], [onfocus], [autofocus]').count()).toBe(0);
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
  });

  it('is usable by keyboard alone, in the order of the page, and shows where one is', async () => {
    await using opened = await openPage(browser, htmlOf(released));
    const { page } = opened;
    const visited: string[] = [];

    await page.keyboard.press('Tab');
    visited.push(await focusedText(page));
    await page.keyboard.press('Enter');
    for (let step = 0; step < 5; step += 1) {
      await page.keyboard.press('Tab');
      visited.push(await focusedText(page));
    }
    await page.keyboard.type('acme--uat.sandbox');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    expect(visited).toEqual([
      'Skip to the content',
      'Install for Production and Developer Edition orgs',
      'Copy link for Production and Developer Edition orgs',
      'Install for Sandboxes and scratch orgs',
      'Copy link for Sandboxes and scratch orgs',
      'my-domain-name',
    ]);
    expect(await page.evaluate(CLIPBOARD)).toBe(
      `https://acme--uat.sandbox.my.salesforce.com${INSTALL}`,
    );
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe(
      'solid',
    );
  });

  it('leads by its contents to headings that are there', async () => {
    await using opened = await openPage(browser, htmlOf(released));

    const missing = await opened.page.evaluate(
      `[...document.querySelectorAll('a[href^="#"]')].map((link) => link.hash.slice(1)).filter((id) => document.querySelectorAll('#' + id).length !== 1)`,
    );

    expect(missing).toEqual([]);
  });

  it('gives the form of an org’s link also without its script', async () => {
    await using opened = await openPage(browser, htmlOf(released), { javaScriptEnabled: false });

    expect(await opened.page.locator('noscript code:visible').allTextContents()).toEqual([
      '{myDomain}',
      `https://{myDomain}.my.salesforce.com${INSTALL}`,
      `https://{myDomain}.lightning.force.com/packagingSetupUI/ipLanding.app?apvId=${released.versionId}`,
    ]);
  });
});

function urlsByConfig(version: typeof released, name: string): readonly string[] {
  try {
    return linksOf(version, [myDomainFrom(name)]).flatMap(({ audience, url }) =>
      audience === 'my-domain' && url !== null ? [url] : [],
    );
  } catch {
    return [];
  }
}

async function focusedText(page: Page): Promise<string> {
  return page.evaluate<string>(
    '(document.activeElement.id.startsWith("my-") ? document.activeElement.id : document.activeElement.textContent).replace(/\\s+/g, " ").trim()',
  );
}
