import { ReleaseError } from '../errors.ts';
import type { AncestorPolicy } from '../release-config.ts';
import type { HubVersion } from './hub-version.ts';
import {
  compareVersionNumbers,
  formatVersionNumber,
  isSameNumber,
  parseVersionNumber,
  type VersionNumber,
} from './version-number.ts';

/**
 * The released version a new one descends from; nothing for a package's first release and where the policy says none.
 * Salesforce's rules: a patch (1.4.1) descends from its own 1.4.0; anything else from the highest released version that
 * is no patch. Resolved here and handed over as an id, because the libraries' HIGHEST fails on a first release.
 */
export function ancestorFor(
  number: VersionNumber,
  policy: AncestorPolicy,
  versions: readonly HubVersion[],
): HubVersion | undefined {
  const released = versions.filter((version) => version.isReleased && !version.isDeprecated);
  switch (policy.kind) {
    case 'none':
      return undefined;
    case 'number':
      return namedAncestor(policy.number, released);
    case 'highest':
      return number.patch === 0 ? highest(number, released) : patchedVersion(number, released);
  }
}

function highest(number: VersionNumber, released: readonly HubVersion[]): HubVersion | undefined {
  const top = released
    .filter((version) => version.number.patch === 0 && !isSameNumber(version.number, number))
    .toSorted((a, b) => compareVersionNumbers(b.number, a.number))[0];
  if (top === undefined || compareVersionNumbers(top.number, number) < 0) return top;
  throw new ReleaseError(
    'VERSION_NUMBER_INVALID',
    'The number is lower than what is released already',
    {
      found: formatVersionNumber(number),
      wanted: `more than ${formatVersionNumber(top.number)}`,
      why: 'A managed package grows in one line: each release descends from the highest one before it.',
      actions: ['Release it under a higher number, or as a patch of its own minor version.'],
    },
  );
}

function patchedVersion(number: VersionNumber, released: readonly HubVersion[]): HubVersion {
  const patched = released.find((version) => isSameNumber(version.number, { ...number, patch: 0 }));
  if (patched !== undefined) return patched;
  throw new ReleaseError(
    'ANCESTOR_NOT_FOUND',
    'A patch needs the released version that it patches',
    {
      found: `no released ${number.major}.${number.minor}.0`,
      wanted: `${number.major}.${number.minor}.0, released, before ${formatVersionNumber(number)}`,
      actions: ['Promote that version first, or release under a number whose last part is 0.'],
    },
  );
}

function namedAncestor(text: string, released: readonly HubVersion[]): HubVersion {
  const number = parseVersionNumber(text);
  const named = released.find(
    (version) => number !== undefined && isSameNumber(version.number, number),
  );
  if (named !== undefined) return named;
  throw new ReleaseError(
    'ANCESTOR_NOT_FOUND',
    'The configured ancestor is not a released version',
    {
      found:
        released.map((version) => formatVersionNumber(version.number)).join(', ') ||
        'none released',
      wanted: text,
      actions: ['Use ancestor: highest, or name a version that is promoted.'],
    },
  );
}
