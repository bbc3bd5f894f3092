import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { indexPage } from '../src/artifacts/page/index-page.ts';
import { versionListOf } from '../src/artifacts/version-list.ts';
import { openChromium } from '../test/browser/open-chromium.ts';
import { htmlOf, openPage } from '../test/browser/open-page.ts';
import { beta, index, rehearsal, released } from '../test/browser/sample-versions.ts';

const FOLDER = new URL('../docs/images/', import.meta.url);

interface Picture {
  readonly name: string;
  readonly html: string;
  readonly options?: BrowserContextOptions;
  /** Brings the page to what the picture shows. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const DESK = { width: 1200, height: 820 };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true };

const PICTURES: readonly Picture[] = [
  { name: 'install-page-light', html: htmlOf(released) },
  { name: 'install-page-dark', html: htmlOf(released), options: { colorScheme: 'dark' } },
  {
    name: 'my-domain',
    html: htmlOf(released),
    prepare: async (page) => {
      await page.locator('#my-domain-name').fill('northwind--uat.sandbox');
      await page.locator('.my-domain').scrollIntoViewIfNeeded();
      await page.evaluate('scrollTo(0, document.querySelector(".my-domain").offsetTop - 40)');
    },
  },
  {
    name: 'admin-guide',
    html: htmlOf(released),
    prepare: async (page) => {
      await page.evaluate('document.getElementById("app-1").scrollIntoView()');
    },
  },
  { name: 'beta-phone', html: htmlOf(beta), options: PHONE },
  { name: 'rehearsal', html: htmlOf(rehearsal) },
  { name: 'versions', html: indexPage(versionListOf(index)) },
];

async function take(browser: Browser, { name, html, options, prepare }: Picture): Promise<void> {
  await using opened = await openPage(browser, html, {
    viewport: DESK,
    reducedMotion: 'reduce',
    ...options,
  });
  await prepare?.(opened.page);
  await opened.page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, FOLDER)) });
}

mkdirSync(FOLDER, { recursive: true });
const browser = await openChromium();
try {
  for (const picture of PICTURES) await take(browser, picture);
} finally {
  await browser.close();
}
