import { placeOf, valueOf } from '../metadata-file.ts';
import { ofHeader, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const STATE = 'distributionState';

export const distributionState: LintRule = {
  id: 'distribution-state',
  severity: 'error',
  title: 'The distribution state is Packaged.',
  why: 'A Local app works in its own org only. Customers get "Cross-org OAuth flows are not supported for this external client app".',
  source: SOURCES.configurePackageable,
  fix: 'In the Dev Hub: Setup › External Client App Manager › the app › Edit › Basic Information › Distribution State: Packaged. Then retrieve.',
  good: {
    elements: { ExternalClientApplication: '<distributionState>Packaged</distributionState>' },
  },
  bad: {
    // What many guides say; the value does not exist.
    elements: { ExternalClientApplication: '<distributionState>Packageable</distributionState>' },
  },
  reads: 'files',
  check: ofHeader((file, { name }) => {
    const state = valueOf(file, STATE);
    if (state === 'Packaged') return [];
    return [
      {
        place: placeOf(file, STATE),
        message: `${name} is not meant for distribution`,
        found: state ?? `no <${STATE}>`,
        wanted: 'Packaged',
      },
    ];
  }),
};
