import { isSameOrBelow, normalizedPath } from '../../domain/project-path.ts';
import { DEFAULT_PACKAGE_PATH } from '../normalize.ts';
import type { Rule } from './rule.ts';

/** Artifacts in a package directory would be taken for metadata by the next release. */
export const outputLiesOutsidePackages: Rule = ({ packages, output }) =>
  packages.flatMap(({ written }) => {
    const path = normalizedPath(written.path ?? DEFAULT_PACKAGE_PATH);
    if (output === undefined || (!isSameOrBelow(output, path) && !isSameOrBelow(path, output)))
      return [];
    return [
      {
        path: ['output'],
        message: `The artifacts would lie among the metadata of ${written.name}`,
        found: `output ${output}, package directory ${path}`,
        wanted: 'a folder of its own, for example artifacts',
      },
    ];
  });
