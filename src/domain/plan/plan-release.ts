import { componentKey, type Component } from '../eca/component.ts';
import { ReleaseError } from '../errors.ts';
import type { HubIdentity, VersionSlots } from '../hub-facts.ts';
import type { ProjectFile } from '../project-file.ts';
import type { ReleaseConfig } from '../release-config.ts';
import { ancestorFor } from '../version/ancestor.ts';
import { componentRows } from '../version/release-key.ts';
import { formatVersionNumber } from '../version/version-number.ts';
import { digestOf, fileChange, type FileState } from './file-change.ts';
import { hubRecords } from './hub-records.ts';
import type { PackagePlan } from './package-plan.ts';
import { plannedSettings } from './planned-settings.ts';
import { readFacts } from './read-facts.ts';
import type {
  AskedFor,
  PlannedAncestor,
  PlannedPackage,
  PlannedVersion,
  ReleasePlan,
} from './release-plan.ts';
import { slotSpendings } from './slot-spending.ts';

/** Everything that was read, and all that a plan is made of. */
export interface PlanFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly isRehearsal: boolean;
  readonly hub: HubIdentity;
  readonly linkedNamespaces: readonly string[];
  readonly slots: VersionSlots;
  readonly config: ReleaseConfig;
  readonly asked: AskedFor;
  readonly project: ProjectFile;
  readonly commit: string | undefined;
  readonly plans: readonly PackagePlan[];
  /** All files that a release keeps in shape, in the order in which they are written. */
  readonly files: readonly FileState[];
}

/** What a release would do. The same facts give the same plan. */
export function planRelease(facts: PlanFacts): ReleasePlan {
  const { asked, config, hub } = facts;
  const packages = facts.plans.map((plan) => plannedPackage(plan, facts));
  return {
    kind: 'eca-release/plan',
    formatVersion: 1,
    madeAt: new Date(facts.now).toISOString(),
    rehearsal: facts.isRehearsal,
    hub: {
      orgId: hub.orgId,
      username: hub.username,
      instanceUrl: hub.instanceUrl,
      apiVersion: hub.apiVersion,
    },
    asked,
    settings: plannedSettings(config),
    sourceApiVersion: facts.project.sourceApiVersion,
    commit: facts.commit ?? null,
    reads: readFacts(facts),
    packages,
    files: facts.files.flatMap((file) => fileChange(file) ?? []),
    workspace: Object.fromEntries(facts.files.map(({ path, before }) => [path, digestOf(before)])),
    records: packages.flatMap((planned) => hubRecords(planned, config, asked)),
    slots: slotSpendings(packages, config, facts.slots),
  };
}

function plannedPackage(plan: PackagePlan, { config, asked }: PlanFacts): PlannedPackage {
  const { hubPackage } = plan;
  const fromWorkspace = new Set(plan.directory.included.map(componentKey));
  return {
    name: plan.config.name,
    package:
      hubPackage === undefined
        ? { action: 'create', namespace: config.namespace }
        : { action: 'reuse', id: hubPackage.id },
    number: formatVersionNumber(plan.number),
    numberOrigin: plan.numberOrigin,
    ancestor: plannedAncestor(plan),
    components: plan.components.map((component) => ({
      key: componentKey(component),
      digest: contentDigest(component),
      from: fromWorkspace.has(componentKey(component)) ? 'workspace' : 'hub',
    })),
    releaseKey: plan.releaseKey.key,
    version: plannedVersion(plan, asked),
  };
}

/** As the release key sees it: line endings and a byte order mark make no difference. */
function contentDigest(component: Component): string {
  return componentRows([component])[0]?.split(' ').at(-1) ?? '';
}

function plannedAncestor({ number, config, versions }: PackagePlan): PlannedAncestor {
  try {
    const ancestor = ancestorFor(number, config.ancestor, versions);
    return ancestor === undefined
      ? { kind: 'none' }
      : {
          kind: 'version',
          versionId: ancestor.versionId,
          number: formatVersionNumber(ancestor.number),
        };
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    return { kind: 'impossible', why: error.message };
  }
}

function plannedVersion({ decision }: PackagePlan, { retryFailed }: AskedFor): PlannedVersion {
  switch (decision.kind) {
    case 'build':
      return { kind: 'build' };
    case 'adopt': {
      const { versionId, isReleased } = decision.version;
      return { kind: 'adopt', versionId, isReleased, because: decision.because };
    }
    case 'wait':
      return { kind: 'wait', requestId: decision.request.id };
    case 'failed-before':
      return retryFailed
        ? { kind: 'build-again', failedRequestId: decision.request.id }
        : { kind: 'refused', why: `${decision.request.id} failed with the same contents` };
    case 'taken':
      return {
        kind: 'refused',
        why: `${decision.version.versionId} has this number, and other contents`,
      };
  }
}
