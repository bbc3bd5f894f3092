import { nearest } from '../../domain/nearest.ts';
import type { Rule } from './rule.ts';

/** A profile of an app that nobody releases would silently do nothing. */
export const lintNamesConfiguredApps: Rule = ({ packages, packageCount, lintedApps }) => {
  // Where packages are missing, or wrong, nobody knows their apps.
  if (packages.length === 0 || packages.length < packageCount) return [];
  const names = packages.flatMap(({ written }) => written.apps);
  return lintedApps
    .filter((app) => !names.includes(app))
    .map((app) => {
      const meant = nearest(app, names);
      return {
        path: ['lint', 'apps', app],
        message: `lint.apps names an app that no package has`,
        found: app,
        wanted: meant === undefined ? names.join(', ') : `${meant}: did you mean that?`,
      };
    });
};
