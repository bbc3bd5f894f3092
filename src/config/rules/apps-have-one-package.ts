import type { Rule, RuleProblem } from './rule.ts';

/** An app's API name is fixed in the package that first released it: it cannot be in two, nor twice in one. */
export const appsHaveOnePackage: Rule = ({ packages }) => {
  const owners = new Map<string, string>();
  const problems: RuleProblem[] = [];
  for (const { index, written } of packages) {
    for (const [position, app] of written.apps.entries()) {
      // Salesforce compares API names without regard to case.
      const owner = owners.get(app.toLowerCase());
      if (owner === undefined) owners.set(app.toLowerCase(), written.name);
      else
        problems.push({
          path: ['packages', index, 'apps', position],
          message: `${app} is in a package already`,
          found: `${written.name}, and before that ${owner}`,
          wanted: 'each app once, in one package',
        });
    }
  }
  return problems;
};
