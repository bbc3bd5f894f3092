import type { CreateRequestId, PackageId } from '../domain/version/ids.ts';

/** That a version was, or was about to be, asked for. The hub is the truth; this is what the hub may not show yet. */
export interface VersionIntent {
  readonly hubOrgId: string;
  readonly packageId: PackageId;
  readonly releaseKey: string;
  /** Milliseconds since 1970, right before the request left. */
  readonly askedAt: number;
  /** Missing: the answer never came, and the hub may still be committing. */
  readonly requestId?: CreateRequestId;
}

export interface Journal {
  find(
    hubOrgId: string,
    packageId: PackageId,
    releaseKey: string,
  ): Promise<VersionIntent | undefined>;
  /** On disk, synced, when it resolves. Replaces what was recorded for the same hub, package and key. */
  record(intent: VersionIntent): Promise<void>;
  /** Takes back what was recorded: the hub said no, so that nothing can be on its way. */
  forget(hubOrgId: string, packageId: PackageId, releaseKey: string): Promise<void>;
}
