import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import type { VersionRecord } from '../state/hub-records.ts';

/** All that is kept of an installation key: enough to tell whether another text is the same key. */
export function installKeyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

// Both texts are Salesforce's (forcedotcom/cli issue 2882, forcedotcom/packaging issue 580); the codes are in the
// StatusCode enumeration of its WSDL.
/** Nobody looks at a protected version without its key. */
export function refuseInstallKey(
  version: VersionRecord | undefined,
  given: string | undefined,
): void {
  const wanted = version?.installKeyHash ?? null;
  if (wanted === null) return;
  if (given === undefined) {
    throw new Refusal(
      400,
      'INSTALL_KEY_REQUIRED',
      'Please provide installationkey when querying against SubscriberPackageVersion that is protected by installationkey',
    );
  }
  if (installKeyHash(given) !== wanted) {
    throw new Refusal(
      400,
      'INSTALL_KEY_INVALID',
      'Invalid InstallationKey for SubscriberPackageVersion',
    );
  }
}
