import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { installLinksOf } from '../../src/artifacts/install-links-document.ts';
import { myDomainFrom } from '../../src/artifacts/my-domain.ts';
import { installPage } from '../../src/artifacts/page/install-page.ts';
import type { PublishedVersion } from '../../src/domain/published-version.ts';

/** Where the page is served from: clipboards are for pages with TLS, and no request gets beyond the test. */
const ADDRESS = 'https://pages.example/install-links.html';

export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  /** Every request but the one for the page itself. */
  readonly requests: readonly string[];
  /** What the browser complained about: errors of the script, and what the policy of the page stopped. */
  readonly complaints: readonly string[];
}

export function htmlOf(version: PublishedVersion, myDomains: readonly string[] = []): string {
  return installPage(version, installLinksOf(version, myDomains.map(myDomainFrom)));
}

/** Opens the text as a page of a web server, in a browser profile of its own. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  await context.route('**/*', async (route) => {
    if (route.request().url() === ADDRESS && requests.length === 0)
      return route.fulfill({ contentType: 'text/html', body: html });
    requests.push(route.request().url());
    return route.abort();
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(ADDRESS);
  return {
    page,
    requests,
    complaints,
    [Symbol.asyncDispose]: async () => context.close(),
  };
}
