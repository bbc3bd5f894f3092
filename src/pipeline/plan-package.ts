import { ReleaseError } from '../domain/errors.ts';
import { closureOf } from '../domain/eca/closure.ts';
import type { Component } from '../domain/eca/component.ts';
import { refuseSecrets } from '../domain/plan/firewall.ts';
import { planPackageDirectory } from '../domain/plan/package-directory.ts';
import type { PackagePlan, PackageState } from '../domain/plan/package-plan.ts';
import { decideVersion } from '../domain/plan/version-decision.ts';
import { releaseKeyFor } from '../domain/version/release-key.ts';
import type { DevHub } from '../ports/dev-hub.ts';
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
  const definition = await readDefinition(config.definitionFile, ports);
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

interface PlannedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

function named({ path, bytes }: PlannedFile): {
  readonly name: string;
  readonly bytes: Uint8Array;
} {
  return { name: path, bytes };
}

async function readDefinition(
  path: string | undefined,
  { workspace }: ReleasePorts,
): Promise<PlannedFile | undefined> {
  if (path === undefined) return undefined;
  const bytes = await workspace.read(path);
  if (bytes !== undefined && isJsonObject(bytes)) return { path, bytes };
  throw new ReleaseError('DEFINITION_FILE_INVALID', 'The definition file cannot be used', {
    found: bytes === undefined ? 'no such file' : 'no JSON object',
    wanted: 'a scratch org definition: {"edition": "Developer", …}',
    location: { file: path },
    actions: ['Correct the file, or definitionFile: in config/release.yaml.'],
  });
}

function isJsonObject(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
