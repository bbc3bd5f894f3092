import { closureOf } from '../domain/eca/closure.ts';
import type { Component } from '../domain/eca/component.ts';
import { refuseSecrets } from '../domain/plan/firewall.ts';
import { planPackageDirectory } from '../domain/plan/package-directory.ts';
import type { PackagePlan, PackageState } from '../domain/plan/package-plan.ts';
import { decideVersion } from '../domain/plan/version-decision.ts';
import { releaseKeyFor } from '../domain/version/release-key.ts';
import type { DevHub } from '../ports/dev-hub.ts';
import { readDefinition, type DefinitionFile } from './definition-file.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';

/** What a plan is made of, beside the package's own state. */
export interface PlanningFacts {
  readonly request: ReleaseRequest;
  readonly ports: ReleasePorts;
  readonly hub: DevHub;
  readonly inHub: readonly Component[];
  readonly apiVersion: string;
}

/** What a release of one package would do, from what the hub and the workspace hold. Reads only. */
export async function planPackage(
  state: PackageState,
  { request, ports, hub, inHub, apiVersion }: PlanningFacts,
): Promise<PackagePlan> {
  const { config } = state;
  const apps = config.apps.map((app) => closureOf(app, inHub));
  const directory = planPackageDirectory(config, {
    wanted: apps.flatMap((app) => app.components),
    present: await ports.source.read(config.path),
    pathFor: (component) => ports.source.pathFor(config.path, component),
    isIgnored: (path) => ports.source.isIgnored(path),
  });
  const components = [...directory.files, ...directory.included];
  const definition = await readDefinition(config.definitionFile, ports.workspace);
  refuseSecrets([...components, ...(definition === undefined ? [] : [definition])].map(named));
  const releaseKey = releaseKeyFor({
    number: state.number,
    components,
    apiVersion,
    namespace: request.config.namespace,
    config,
    definition: definition && Buffer.from(definition.bytes).toString('utf8'),
  });
  const requests =
    state.hubPackage === undefined
      ? []
      : await hub.findCreateRequests(state.hubPackage.id, releaseKey.key);
  const decision = decideVersion({
    number: state.number,
    releaseKey: releaseKey.key,
    versions: state.versions,
    requests,
  });
  return { ...state, apps, directory, components, releaseKey, decision };
}

function named({ path, bytes }: DefinitionFile): {
  readonly name: string;
  readonly bytes: Uint8Array;
} {
  return { name: path, bytes };
}
