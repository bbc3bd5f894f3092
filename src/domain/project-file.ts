import type { FileLocation } from './errors.ts';

/** What a release needs of sfdx-project.json, and where in it stands what only a later stage can judge. */
export interface ProjectFile {
  readonly namespace?: string;
  /** Mandatory: without it the Salesforce libraries ask a public host and fall back to 58.0. */
  readonly sourceApiVersion: string;
  readonly sourceApiVersionAt?: FileLocation;
  readonly packageDirectories: readonly PackageDirectory[];
  readonly packageAliases: Readonly<Record<string, string>>;
}

export interface PackageDirectory {
  /** Relative to the project, without a trailing slash. */
  readonly path: string;
  readonly isDefault: boolean;
  /** An alias of packageAliases, or a 0Ho id. */
  readonly package?: string;
  /** As written, with its build part: 1.4.0.NEXT */
  readonly versionNumber?: string;
  readonly versionNumberAt?: FileLocation;
  readonly ancestorVersion?: string;
  readonly ancestorId?: string;
}
