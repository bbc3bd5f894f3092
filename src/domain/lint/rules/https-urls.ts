import { placeOf, valueOf } from '../metadata-file.ts';
import type { LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

/** The addresses that a browser of the customer's opens. */
const URLS: Readonly<Record<string, readonly string[]>> = {
  ExternalClientApplication: ['iconUrl', 'logoUrl'],
  ExtlClntAppOauthSettings: ['singleLogoutUrl'],
  ExtlClntAppCanvasSettings: ['canvasUrl'],
};

export const httpsUrls: LintRule = {
  id: 'https-urls',
  severity: 'warning',
  title: 'Every address of the app is https.',
  why: 'Salesforce pages are https: a browser shows nothing else in them, and http can be read and changed on its way.',
  source: SOURCES.oauthPractice,
  fix: 'Serve it over https, and write the https address in Setup.',
  good: {
    elements: { ExternalClientApplication: '<logoUrl>https://acme.example/logo.png</logoUrl>' },
  },
  bad: {
    elements: { ExternalClientApplication: '<logoUrl>http://acme.example/logo.png</logoUrl>' },
  },
  reads: 'files',
  check: ({ files }) =>
    files.flatMap((file) =>
      (URLS[file.type] ?? []).flatMap((name) => {
        const url = valueOf(file, name);
        if (url === undefined || isHttps(url)) return [];
        return [
          {
            place: placeOf(file, name),
            message: `<${name}> is not https`,
            found: url,
            wanted: 'https://…',
          },
        ];
      }),
    ),
};

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}
