import type { Rule } from './rule.ts';

/** The name is how a run finds the package in the hub, so two entries would release into one package. */
export const packageNamesDiffer: Rule = ({ packages }) =>
  packages.flatMap(({ index, written }) => {
    const first = packages.find(
      (other) =>
        other.index < index && other.written.name.toLowerCase() === written.name.toLowerCase(),
    );
    if (first === undefined) return [];
    return [
      {
        path: ['packages', index, 'name'],
        message: `Two packages have the same name, packages[${first.index}] and packages[${index}]`,
        found: written.name,
        wanted: 'a name of its own for each package',
      },
    ];
  });
