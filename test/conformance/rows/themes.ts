import type { Theme } from '../row.ts';
import { buildingVersions } from './building-versions.ts';
import { deploying } from './deploying.ts';
import { installing } from './installing.ts';
import { loggingIn } from './logging-in.ts';
import { lookingAtOrgs } from './looking-at-orgs.ts';
import { packages } from './packages.ts';
import { pushUpgrades } from './push-upgrades.ts';
import { retrieving } from './retrieving.ts';
import { versions } from './versions.ts';

/** Everything that is run, in the order of a release. */
export const THEMES: readonly Theme[] = [
  loggingIn,
  lookingAtOrgs,
  retrieving,
  deploying,
  packages,
  buildingVersions,
  versions,
  installing,
  pushUpgrades,
];
