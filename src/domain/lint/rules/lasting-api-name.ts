import { placeOfRoot } from '../metadata-file.ts';
import { ofHeader, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

/** Words that name a moment, not an app. */
const PASSING = /^(copy|demo|dev|draft|poc|sandbox|temp|test|tmp)\d*$/i;

export const lastingApiName: LintRule = {
  id: 'lasting-api-name',
  severity: 'warning',
  title: 'The API name of the app is one to keep.',
  why: 'Once a version with the app is released, neither its API name nor the app itself can be taken out of the package.',
  source: SOURCES.packageable,
  fix: 'Before the first release: make the app anew under its final name. After it: switch the rule off.',
  good: { appName: 'Acme_Connector' },
  bad: { appName: 'Acme_Connector_Test' },
  reads: 'files',
  check: ofHeader((file, { name }) => {
    const words = name.split(/_|(?<=[a-z0-9])(?=[A-Z])/);
    const passing = words.find((word) => PASSING.test(word));
    if (passing === undefined) return [];
    return [
      {
        place: placeOfRoot(file),
        message: `The API name ${name} is for ever, and says ${passing}`,
        wanted: 'a name that still fits in ten years',
      },
    ];
  }),
};
