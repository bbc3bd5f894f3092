import type { HubIdentity } from '../domain/hub-facts.ts';
import type { SubscriberVersionId } from '../domain/version/ids.ts';

/** An org into which versions are installed. */
export interface TargetOrg {
  readonly identity: HubIdentity;
  /**
   * SubscriberPackageVersion.InstallValidationStatus: what the org would say to installing the version.
   * @param installationKey needed where the version has one
   */
  readInstallValidation(
    versionId: SubscriberVersionId,
    installationKey: string | undefined,
  ): Promise<string>;
}
