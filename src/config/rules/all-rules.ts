import { appsHaveOnePackage } from './apps-have-one-package.ts';
import { includeNamesOtherMetadata } from './include-names-other-metadata.ts';
import { lintNamesConfiguredApps } from './lint-names-configured-apps.ts';
import { outputLiesOutsidePackages } from './output-lies-outside-packages.ts';
import { packageNamesDiffer } from './package-names-differ.ts';
import { packagePathsLieApart } from './package-paths-lie-apart.ts';
import type { Rule } from './rule.ts';

export const ALL_RULES: readonly Rule[] = [
  packageNamesDiffer,
  packagePathsLieApart,
  appsHaveOnePackage,
  includeNamesOtherMetadata,
  outputLiesOutsidePackages,
  lintNamesConfiguredApps,
];
