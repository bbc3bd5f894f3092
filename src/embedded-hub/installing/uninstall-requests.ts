import type { FieldValues } from '../objects/object-definition.ts';
import { requiredTexts } from '../packaging/field-values.ts';
import { dependenciesOf } from '../packaging/plan-dependencies.ts';
import { versionById } from '../packaging/versions.ts';
import { Refusal } from '../refusal.ts';
import type { Hub } from '../state/hub.ts';
import { timestamp } from '../state/hub.ts';
import type { UninstallRequestRecord } from '../state/install-records.ts';
import { nextId } from '../state/org.ts';
import type { Org } from '../state/org.ts';
import type { Scheduled } from '../state/scheduled.ts';
import { installOf, installsIn, removeInstall } from './installs.ts';
import type { Installed } from './installs.ts';

export function createUninstallRequest(org: Org, values: FieldValues): string {
  const { hub } = org;
  const { SubscriberPackageVersionId: id } = requiredTexts(values, 'SubscriberPackageVersionId');
  const version = id.startsWith('04t') ? versionById(hub, id) : undefined;
  const installed = version && installOf(org, version.packageId);
  if (installed === undefined || installed.version.id !== version?.id)
    throw new Refusal(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [
      'SubscriberPackageVersionId',
    ]);
  const time = timestamp(hub);
  const record: UninstallRequestRecord = {
    id: nextId(org, '06y'),
    createdAt: time,
    modifiedAt: time,
    orgId: org.id,
    versionId: version.id,
    endsAtMs: hub.clock.now() + hub.seed.uninstallMs,
    problems: null,
  };
  hub.records.uninstallRequests.push(record);
  return record.id;
}

/** Never Queued: `sf` has no words for a request that waits. */
export function uninstallStatus({ problems }: UninstallRequestRecord): string {
  if (problems === null) return 'InProgress';
  return problems.length === 0 ? 'Success' : 'Error';
}

export function uninstallUnderWay(org: Org, packageId: string): boolean {
  return org.hub.records.uninstallRequests.some(
    ({ orgId, versionId, problems }) =>
      orgId === org.id &&
      problems === null &&
      versionById(org.hub, versionId)?.packageId === packageId,
  );
}

export function scheduledUninstalls(hub: Hub): readonly Scheduled[] {
  return hub.records.uninstallRequests
    .filter(({ problems }) => problems === null)
    .map((request) => ({
      atMs: request.endsAtMs,
      run: () => {
        finish(hub, request);
      },
    }));
}

function finish(hub: Hub, request: UninstallRequestRecord): void {
  const org = hub.orgs.find(({ id }) => id === request.orgId);
  const installed = org && installsIn(org).find(({ version }) => version.id === request.versionId);
  request.problems =
    org === undefined || installed === undefined ? [] : dependentProblems(org, installed);
  if (org !== undefined && installed !== undefined && request.problems.length === 0)
    removeInstall(org, installed);
  request.modifiedAt = timestamp(hub);
  hub.isDirty = true;
}

/** Text assumed. */
function dependentProblems(org: Org, { owner }: Installed): string[] {
  return installsIn(org)
    .filter(({ version }) =>
      dependenciesOf(org.hub, version).some(({ packageId }) => packageId === owner.id),
    )
    .map(
      (dependent) =>
        `The package ${owner.name} can't be uninstalled, because the installed package ${dependent.owner.name} depends on it.`,
    );
}
