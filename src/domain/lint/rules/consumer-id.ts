import { placeOf, valueOf } from '../metadata-file.ts';
import { ofOauthSettings, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const consumerId: LintRule = {
  id: 'consumer-id',
  severity: 'warning',
  title: 'The consumer id in oauthLink begins with 888.',
  why: 'All that were seen so far do (observed in public repositories, not documented). Another one may be an id of something else, pasted by hand.',
  source: SOURCES.oauthSettings,
  fix: 'Retrieve the OAuth settings again, and do not edit oauthLink.',
  good: {
    elements: {
      ExtlClntAppOauthSettings: '<oauthLink>00DHu00000EcaHb:888Hu0000004aBc</oauthLink>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthSettings: '<oauthLink>00DHu00000EcaHb:0HoHu0000004aBc</oauthLink>',
    },
  },
  reads: 'files',
  check: ofOauthSettings((file) => {
    const id = valueOf(file, 'oauthLink')?.split(':')[1];
    if (id === undefined || id.startsWith('888')) return [];
    return [
      {
        place: placeOf(file, 'oauthLink'),
        message: 'oauthLink does not look as if it led to an OAuth consumer',
        found: id,
        wanted: '888…',
      },
    ];
  }),
};
