import { placeOf, valueOf } from '../metadata-file.ts';
import { ofHeader, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const description: LintRule = {
  id: 'description',
  severity: 'warning',
  title: 'The app describes itself.',
  why: "The customer's admin reads it in Setup, long after the installation, to decide whether the app may stay.",
  source: SOURCES.app,
  fix: 'Setup › External Client App Manager › the app › Edit › Description: what it does, in one sentence.',
  good: {
    elements: {
      ExternalClientApplication: '<description>Connects Acme with your orders.</description>',
    },
  },
  bad: { without: { ExternalClientApplication: ['description'] } },
  reads: 'files',
  check: ofHeader((file, { name }) =>
    valueOf(file, 'description') === undefined
      ? [
          {
            place: placeOf(file, 'description'),
            message: `${name} does not say what it is for`,
            wanted: 'a sentence',
          },
        ]
      : [],
  ),
};
