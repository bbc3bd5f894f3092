import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const MOST_CHARACTERS = 2000;

export const callbackLength: LintRule = {
  id: 'callback-length',
  severity: 'error',
  title: 'All callback URLs together are no longer than 2000 characters.',
  why: 'Salesforce counts them together and refuses more.',
  source: SOURCES.configureOauth,
  fix: 'Remove callback URLs that nobody uses any more.',
  good: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<callbackUrl>https://app.acme.example/callback</callbackUrl>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<callbackUrl>https://app.acme.example/callback/callback/callback/' +
        'x'.repeat(2000) +
        '</callbackUrl>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ callbackUrls }, { name }) => {
    const length = callbackUrls.join('\n').length;
    if (length <= MOST_CHARACTERS) return [];
    return [
      {
        message: `The callback URLs of ${name} are too long together`,
        found: `${length} characters`,
        wanted: `${MOST_CHARACTERS} at most`,
      },
    ];
  }),
};
