import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import type { Profile } from '../profile.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Schemes that run what follows, or show it. */
const DANGEROUS = new Set(['data:', 'file:', 'javascript:', 'vbscript:']);

export const callbackUrls: LintRule = {
  id: 'callback-urls',
  severity: 'error',
  title:
    'Callback URLs are https or a scheme of the app, exact, and there for a flow in a browser.',
  why: 'The code of a login goes there: over http, or to an address with a wildcard, others get it. http://localhost is for development, and for programs on a desktop.',
  source: SOURCES.configureOauth,
  fix: 'Setup › External Client App Manager › the app › Edit › OAuth Settings › Callback URL: one exact address a line.',
  good: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<callbackUrl>https://app.acme.example/oauth/callback</callbackUrl>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppGlobalOauthSettings: '<callbackUrl>http://app.acme.example/oauth/*</callbackUrl>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ callbackUrls: urls }, { name, profile }) => {
    if (urls.length === 0)
      return profile?.usesAuthorizationCode === true
        ? [{ message: `${name} has no callback URL`, wanted: 'where the browser comes back to' }]
        : [];
    return urls.flatMap((url) => {
      const problem = problemOf(url, profile);
      return problem === undefined
        ? []
        : [{ message: `A callback URL of ${name} ${problem}`, found: url }];
    });
  }),
};

/** The end of a sentence; nothing for a fine one. */
function problemOf(url: string, profile: Profile | undefined): string | undefined {
  if (url.includes('*')) return 'has a wildcard';
  if (!URL.canParse(url)) return 'is no URL';
  const { protocol, hostname, hash } = new URL(url);
  if (hash !== '' || url.endsWith('#')) return 'has a fragment, which no server sees';
  if (DANGEROUS.has(protocol)) return `has the scheme ${protocol}`;
  if (protocol !== 'http:') return undefined;
  if (!LOOPBACK.has(hostname)) return 'is http: anybody on the way can read the code';
  return profile?.isPublicClient === false
    ? 'leads to the computer of a developer, which customers do not have'
    : undefined;
}
