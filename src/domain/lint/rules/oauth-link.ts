import { placeOf, valueOf } from '../metadata-file.ts';
import { ofOauthSettings, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const ELEMENT = 'oauthLink';

export const oauthLink: LintRule = {
  id: 'oauth-link',
  severity: 'error',
  title: 'oauthLink is there: org id, colon, consumer id.',
  why: 'Through it all customers share the key and secret of the source org. Without it every org gets a key of its own, and your server knows none of them.',
  source: SOURCES.associate,
  fix: 'Keep it as the org wrote it: retrieve the OAuth settings again. Only a direct deployment into another org drops it.',
  good: {
    elements: {
      ExtlClntAppOauthSettings: '<oauthLink>00DHu00000EcaHb:888Hu0000004aBc</oauthLink>',
    },
  },
  bad: { without: { ExtlClntAppOauthSettings: ['oauthLink'] } },
  reads: 'files',
  check: ofOauthSettings((file, { name }) => {
    const value = valueOf(file, ELEMENT);
    if (value !== undefined && /^00D\w{12}(\w{3})?:\w{15}(\w{3})?$/.test(value)) return [];
    return [
      {
        place: placeOf(file, ELEMENT),
        message: `The OAuth settings of ${name} lead to no consumer`,
        found: value ?? `no <${ELEMENT}>`,
        wanted: '<org id>:<consumer id>',
      },
    ];
  }),
};
