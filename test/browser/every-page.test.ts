import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from './open-chromium.ts';
import { openPage, type OpenedPage } from './open-page.ts';
import { VARIANTS } from './variants.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(async () => {
  await browser.close();
});

describe.each(VARIANTS)('the page of %s', (_name, html) => {
  let opened: OpenedPage;

  beforeAll(async () => {
    opened = await openPage(browser, html);
    await offerOrgLinks(opened.page);
  });

  afterAll(async () => {
    await opened[Symbol.asyncDispose]();
  });

  it('sends no request, and breaks no rule of its own policy', async () => {
    const { page, requests, complaints } = opened;

    for (const button of await page.locator('button:visible').all()) await button.click();

    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['light', 'rgb(244, 246, 248)'],
    ['dark', 'rgb(14, 19, 25)'],
  ] as const)('has a %s scheme, and leaves axe nothing to find in it', async (scheme, ground) => {
    const { page } = opened;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });

    // What lies under the banner has no contrast that axe could tell.
    await page.evaluate("scrollTo({ top: 0, behavior: 'instant' })");
    // Run by the debugger, which the policy of the page does not hold for.
    await page.evaluate(axe.source);
    const found = await page.evaluate<readonly string[]>(
      `axe.run().then(({ violations, incomplete }) =>
        [...violations, ...incomplete.filter(({ id }) => id === 'color-contrast')].flatMap(
          ({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
    );

    expect(found).toEqual([]);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(ground);
  });

  it.each([360, 320])('needs no scrolling to the side at %d pixels', async (width) => {
    const { page } = opened;
    await page.setViewportSize({ width, height: 780 });

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it('prints what is to be read, in black, and no button', async () => {
    const { page } = opened;
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });

    const shown = {
      controls: await page.locator('button:visible, input:visible, nav:visible').count(),
      headings: await page.locator('h1:visible').count(),
      ink: await page.evaluate('getComputedStyle(document.body).color'),
    };
    await page.emulateMedia({ media: null });

    expect(shown).toEqual({ controls: 0, headings: 1, ink: 'rgb(0, 0, 0)' });
  });

  it('moves nothing for who wants no motion', async () => {
    const { page } = opened;
    await page.emulateMedia({ reducedMotion: 'reduce' });

    const moving = await page.evaluate(
      `[...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior === 'smooth';
      }).length`,
    );

    expect(moving).toBe(0);
  });

  it('is complete without its script', async () => {
    await using plain = await openPage(browser, html, { javaScriptEnabled: false });
    const { page } = plain;

    expect(await page.locator('h1:visible').count()).toBe(1);
    expect(await page.locator('button:visible, form:visible').count()).toBe(0);
  });
});

/** Brings the whole form to sight, where the page has it, with a name as long as they get. */
async function offerOrgLinks(page: Page): Promise<void> {
  const field = page.locator('#my-domain-name');
  if ((await field.count()) > 0) await field.fill(`${'a'.repeat(55)}--uat.sandbox`);
}
