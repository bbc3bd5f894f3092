import { ReleaseError, type FileLocation } from '../errors.ts';

/** major.minor.patch of a package version; the build number comes from the hub. */
export interface VersionNumber {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Up to nine digits: the parts are 32-bit integers in Salesforce (Package2Version). */
const PART = '0|[1-9]\\d{0,8}';
const NUMBER = new RegExp(`^(?<major>${PART})\\.(?<minor>${PART})\\.(?<patch>${PART})$`);

/** Reads 1.4.0; nothing where the text is no such number. */
export function parseVersionNumber(text: string): VersionNumber | undefined {
  const groups = NUMBER.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { major, minor, patch } = groups;
  return { major: Number(major), minor: Number(minor), patch: Number(patch) };
}

/** Reads a number of the project file: 1.4.0.NEXT or 1.4.0.7; LATEST and the like are for dependencies only. */
export function parseProjectVersionNumber(
  text: string,
  location: FileLocation = { file: 'sfdx-project.json' },
): VersionNumber {
  const match = /^(?<number>\d+\.\d+\.\d+)\.(NEXT|\d+)$/.exec(text);
  const number = parseVersionNumber(match?.groups?.['number'] ?? '');
  if (number !== undefined) return number;
  throw new ReleaseError(
    'VERSION_NUMBER_INVALID',
    'The versionNumber of the project file cannot be used',
    {
      found: text,
      wanted: 'major.minor.patch.NEXT, for example 1.4.0.NEXT',
      location,
      actions: ['Correct versionNumber in sfdx-project.json.'],
    },
  );
}

export function formatVersionNumber(number: VersionNumber): string {
  return `${number.major}.${number.minor}.${number.patch}`;
}

/** Negative where the first is lower, as sort wants it. */
export function compareVersionNumbers(a: VersionNumber, b: VersionNumber): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

export function isSameNumber(a: VersionNumber, b: VersionNumber): boolean {
  return compareVersionNumbers(a, b) === 0;
}

/** The number of a version tag, v1.4.0; nothing for any other tag. */
export function numberOfTag(tag: string): VersionNumber | undefined {
  return tag.startsWith('v') ? parseVersionNumber(tag.slice(1)) : undefined;
}
