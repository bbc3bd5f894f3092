import type { FieldValues } from '../objects/object-definition.ts';
import { booleanValue, requiredTexts, textValue } from '../packaging/field-values.ts';
import { installKeyHash } from '../packaging/install-key.ts';
import { packageById } from '../packaging/packages.ts';
import { versionById } from '../packaging/versions.ts';
import { Refusal } from '../refusal.ts';
import type { Hub } from '../state/hub.ts';
import { timestamp } from '../state/hub.ts';
import type { VersionRecord } from '../state/hub-records.ts';
import type { InstallRequestRecord } from '../state/install-records.ts';
import { nextId } from '../state/org.ts';
import type { Org } from '../state/org.ts';
import type { Scheduled } from '../state/scheduled.ts';
import { NOT_FOUND_YET, installObstacle, isPublished } from './install-obstacle.ts';
import { putInstall } from './installs.ts';

/** Takes a request in. Whether the version fits into the org shows when the install is tried. */
export function createInstallRequest(org: Org, values: FieldValues): string {
  const { hub } = org;
  const version = wantedVersion(org, values);
  refuseKey(version, textValue(values, 'Password'));
  const time = timestamp(hub);
  const record: InstallRequestRecord = {
    id: nextId(org, '0Hf'),
    createdAt: time,
    modifiedAt: time,
    orgId: org.id,
    versionId: version.id,
    nameConflictResolution: textValue(values, 'NameConflictResolution') ?? 'Block',
    securityType: textValue(values, 'SecurityType') ?? 'None',
    source: textValue(values, 'PackageInstallSource'),
    enableRss: booleanValue(values, 'EnableRss'),
    upgradeType: textValue(values, 'UpgradeType'),
    apexCompileType: textValue(values, 'ApexCompileType'),
    skipHandlers: textValue(values, 'SkipHandlers'),
    endsAtMs: hub.clock.now() + hub.seed.installMs,
    problems: null,
  };
  hub.records.installRequests.push(record);
  return record.id;
}

/** As the API spells it; the documentation has other spellings. */
export function installStatus({ problems }: InstallRequestRecord): string {
  if (problems === null) return 'IN_PROGRESS';
  return problems.length === 0 ? 'SUCCESS' : 'ERROR';
}

export function scheduledInstalls(hub: Hub): readonly Scheduled[] {
  return hub.records.installRequests
    .filter(({ problems }) => problems === null)
    .map((request) => ({
      atMs: request.endsAtMs,
      run: () => {
        finish(hub, request);
      },
    }));
}

/** Installs the version if nothing keeps it out; returns what does. */
export function tryInstall(org: Org, version: VersionRecord): readonly string[] {
  const obstacle = installObstacle(org, version);
  if (obstacle !== undefined) return [obstacle.message];
  const owner = packageById(org.hub, version.packageId);
  if (owner !== undefined) putInstall(org, owner, version);
  return [];
}

function finish(hub: Hub, request: InstallRequestRecord): void {
  const org = hub.orgs.find(({ id }) => id === request.orgId);
  const version = versionById(hub, request.versionId);
  request.problems =
    org === undefined || version === undefined ? [NOT_FOUND_YET] : [...tryInstall(org, version)];
  request.modifiedAt = timestamp(hub);
  hub.isDirty = true;
}

function wantedVersion(org: Org, values: FieldValues): VersionRecord {
  const { SubscriberPackageVersionKey: key } = requiredTexts(values, 'SubscriberPackageVersionKey');
  const version = key.startsWith('04t') ? versionById(org.hub, key) : undefined;
  if (version === undefined)
    throw new Refusal(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (!isPublished(org, version) || version.isDeprecated)
    throw new Refusal(400, 'INVALID_CROSS_REFERENCE_KEY', NOT_FOUND_YET);
  return version;
}

// The first text is Salesforce's (forcedotcom/cli issue 1167). Its code, and code and texts of the others, are assumed.
function refuseKey({ installKeyHash: wanted }: VersionRecord, given: string | null): void {
  if (wanted === null && given !== null) {
    throw new Refusal(
      400,
      'INVALID_INPUT',
      'Can’t install package. This package doesn’t require an installation key. Install the package without specifying an ' +
        'installation key.: Password',
      ['Password'],
    );
  }
  if (wanted !== null && given === null)
    throw new Refusal(400, 'INSTALL_KEY_REQUIRED', 'The package needs an installation key.', [
      'Password',
    ]);
  if (wanted !== null && given !== null && !isKey(given, wanted))
    throw new Refusal(400, 'INSTALL_KEY_INVALID', 'The installation key is wrong.', ['Password']);
}

/** @salesforce/packaging sends a key with its quotes escaped here as it does in a query. */
function isKey(given: string, wanted: string): boolean {
  return [given, given.replaceAll(/\\(['\\])/g, '$1')].map(installKeyHash).includes(wanted);
}
