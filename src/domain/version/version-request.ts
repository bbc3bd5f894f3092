import type { PackageConfig } from '../release-config.ts';
import type { PackageId, PackageVersionId } from './ids.ts';
import type { VersionNumber } from './version-number.ts';

/** Everything that is said when a version is asked for, resolved. */
export interface VersionRequest {
  readonly packageId: PackageId;
  /** Absolute path of the project whose package directory is packaged. */
  readonly projectDir: string;
  readonly config: PackageConfig;
  readonly number: VersionNumber;
  readonly name: string;
  readonly description: string;
  /** The release key. */
  readonly tag: string;
  readonly ancestorId: PackageVersionId | undefined;
  /** From the environment; goes into the request and nowhere else. */
  readonly installationKey: string | undefined;
}
