import type { Hub } from '../state/hub.ts';
import { timestamp } from '../state/hub.ts';
import type { PackageRecord, VersionRecord } from '../state/hub-records.ts';
import type { InstallRecord } from '../state/install-records.ts';
import { nextId } from '../state/org.ts';
import type { Org } from '../state/org.ts';
import { packageById } from '../packaging/packages.ts';
import { versionById } from '../packaging/versions.ts';
import { putInstalledComponents, removeInstalledComponents } from './installed-components.ts';

/** A package that is in an org now. */
export interface Installed {
  readonly record: InstallRecord;
  readonly version: VersionRecord;
  readonly owner: PackageRecord;
}

export function installsIn(org: Org): readonly Installed[] {
  return org.hub.records.installs
    .filter(({ orgId, isInstalled }) => orgId === org.id && isInstalled)
    .flatMap((record) => {
      const version = versionById(org.hub, record.versionId);
      const owner = packageById(org.hub, record.packageId);
      return version === undefined || owner === undefined ? [] : [{ record, version, owner }];
    });
}

export function installOf(org: Org, packageId: string): Installed | undefined {
  return installsIn(org).find(({ record }) => record.packageId === packageId);
}

/** Installs or upgrades; an org that had the package before gets its old record back. */
export function putInstall(org: Org, owner: PackageRecord, version: VersionRecord): void {
  const { hub } = org;
  const before = installOf(org, owner.id);
  const time = timestamp(hub);
  const known = hub.records.installs.find(
    ({ orgId, packageId }) => orgId === org.id && packageId === owner.id,
  );
  if (known === undefined) {
    hub.records.installs.push({
      id: nextId(org, '0A3'),
      createdAt: time,
      modifiedAt: time,
      orgId: org.id,
      packageId: owner.id,
      versionId: version.id,
      isInstalled: true,
    });
  } else {
    known.versionId = version.id;
    known.isInstalled = true;
    known.modifiedAt = time;
  }
  if (before !== undefined) removeInstalledComponents(org, before, version);
  putInstalledComponents(org, owner, version, time);
  hub.isDirty = true;
}

export function removeInstall(org: Org, installed: Installed): void {
  installed.record.isInstalled = false;
  installed.record.modifiedAt = timestamp(org.hub);
  removeInstalledComponents(org, installed, undefined);
  org.hub.isDirty = true;
}

/** What is installed is in the records; the components it brought live as long as the process. */
export function restoreInstalledComponents(hub: Hub): void {
  for (const org of hub.orgs) {
    for (const { owner, version, record } of installsIn(org))
      putInstalledComponents(org, owner, version, record.modifiedAt);
  }
}
