import { ecaType } from '../../domain/eca/metadata-types.ts';
import type { Rule } from './rule.ts';

/** The app and its parts come in through apps:, policies and secrets never. */
export const includeNamesOtherMetadata: Rule = ({ packages }) =>
  packages.flatMap(({ index, written }) =>
    written.include.flatMap((reference, position) => {
      const use = ecaType(reference.split(':')[0] ?? '')?.use;
      if (use === undefined) return [];
      const isPackaged = use === 'header' || use === 'packaged';
      return [
        {
          path: ['packages', index, 'include', position],
          message: isPackaged
            ? 'include is for other metadata: an app brings its own parts with it'
            : 'Salesforce does not accept this in a package, or it must never leave the org',
          found: reference,
          wanted: isPackaged ? "the app's API name under apps" : 'this line removed',
        },
      ];
    }),
  );
