import { closureOf } from '../../src/domain/eca/closure.ts';
import type { PackagePlan } from '../../src/domain/plan/package-plan.ts';
import { releaseKeyFor } from '../../src/domain/version/release-key.ts';
import type { ReleaseRequest } from '../../src/pipeline/release-context.ts';
import type { VersionWork } from '../../src/pipeline/version-work.ts';
import type { InMemoryHub } from './in-memory-hub.ts';
import type { InMemoryOutside } from './in-memory-ports.ts';
import { outsideInMemory } from './in-memory-ports.ts';
import { PACKAGE_ID, releaseConfig, versionNumber } from './release-state.ts';

export function releaseRequest(changes: Partial<ReleaseRequest> = {}): ReleaseRequest {
  return {
    config: releaseConfig(),
    configFile: 'config/release.yaml',
    buildTag: undefined,
    installationKeys: new Map(),
    retryFailed: false,
    promote: false,
    acceptRemovedMetadata: false,
    isRehearsal: false,
    ...changes,
  };
}

/** The plan of 1.4.0 of the demo app, as the hub has it, with nothing built yet. */
export function packagePlan(hub: InMemoryHub, changes: Partial<PackagePlan> = {}): PackagePlan {
  const [config] = releaseConfig().packages;
  if (config === undefined) throw new TypeError('The configuration names no package');
  const planned = { config, number: versionNumber('1.4.0'), ...changes };
  const apps = planned.config.apps.map((name) => closureOf(name, hub.components));
  const files = apps
    .flatMap(({ components }) => components)
    .map((component) => ({ ...component, path: `force-app/${component.fullName}` }));
  return {
    numberOrigin: 'tag v1.4.0',
    hubPackage: undefined,
    versions: [],
    apps,
    directory: { files, removals: [], included: [], drift: [] },
    components: files,
    releaseKey: releaseKeyFor({
      number: planned.number,
      components: files,
      apiVersion: '67.0',
      namespace: 'acmeconnect',
      config: planned.config,
      definition: undefined,
    }),
    decision: { kind: 'build' },
    ...planned,
  };
}

export interface Workbench extends InMemoryOutside {
  readonly work: VersionWork;
  /** The release key of the work. */
  readonly key: string;
  /** What the stage said it was doing. */
  readonly progress: string[];
}

/** All that getting one version takes. */
export function workbench(
  request: Partial<ReleaseRequest> = {},
  planOf: (hub: InMemoryHub) => PackagePlan = packagePlan,
): Workbench {
  const outside = outsideInMemory();
  const plan = planOf(outside.hub);
  return {
    ...outside,
    work: {
      request: releaseRequest(request),
      ports: outside.ports,
      hub: outside.hub,
      plan,
      packageId: PACKAGE_ID,
    },
    key: plan.releaseKey.key,
    progress: [],
  };
}
