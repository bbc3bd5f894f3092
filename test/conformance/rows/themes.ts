import type { Theme } from '../row.ts';
import { buildingVersions } from './building-versions.ts';
import { deploying } from './deploying.ts';
import { installing } from './installing.ts';
import { libraries } from './libraries.ts';
import { loggingIn } from './logging-in.ts';
import { lookingAtOrgs } from './looking-at-orgs.ts';
import { packages } from './packages.ts';
import { plainJsforce } from './plain-jsforce.ts';
import { pushUpgrades } from './push-upgrades.ts';
import { retrieving } from './retrieving.ts';
import { versions } from './versions.ts';
import { wholeReleases } from './whole-releases.ts';

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
  libraries,
  plainJsforce,
  wholeReleases,
];
