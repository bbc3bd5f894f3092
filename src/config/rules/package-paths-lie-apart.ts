import { isSameOrBelow } from '../../domain/project-path.ts';
import { DEFAULT_PACKAGE_PATH } from '../normalize.ts';
import type { PlacedPackage, Rule, RuleProblem } from './rule.ts';

/** A file belongs to one package: what lies in two package directories would be built, and pruned, twice. */
export const packagePathsLieApart: Rule = ({ packages, packageCount }) =>
  packages.flatMap((placed) => {
    if (packageCount > 1 && placed.written.path === undefined) return [missingPath(placed.index)];
    const first = packages.find((other) => other.index < placed.index && overlap(other, placed));
    return first === undefined ? [] : [sharedPath(first, placed)];
  });

function overlap(one: PlacedPackage, other: PlacedPackage): boolean {
  const [path, otherPath] = [one.written.path, other.written.path];
  if (path === undefined || otherPath === undefined) return false;
  return isSameOrBelow(path, otherPath) || isSameOrBelow(otherPath, path);
}

function missingPath(index: number): RuleProblem {
  return {
    path: ['packages', index],
    message: `packages[${index}].path is missing; with several packages each needs its own`,
    wanted: `the package's directory; only a single package may leave it out (then it is ${DEFAULT_PACKAGE_PATH})`,
  };
}

function sharedPath(first: PlacedPackage, second: PlacedPackage): RuleProblem {
  return {
    path: ['packages', second.index, 'path'],
    message: `${second.written.name} and ${first.written.name} would share files`,
    found: `${second.written.path} and ${first.written.path}`,
    wanted: 'a directory for each package, neither inside the other',
  };
}
