import type { VersionNumber } from '../state/hub-records.ts';

/** Below zero: the left one is the lower one. */
export function compareNumbers(left: VersionNumber, right: VersionNumber): number {
  return (
    left.major - right.major ||
    left.minor - right.minor ||
    left.patch - right.patch ||
    left.build - right.build
  );
}
