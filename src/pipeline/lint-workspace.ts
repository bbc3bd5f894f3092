import { ECA_TYPES } from '../domain/eca/metadata-types.ts';
import type { RuleSetId } from '../domain/lint/rule-sets.ts';
import type { DevHub } from '../ports/dev-hub.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import { StageRunner } from './stage.ts';
import { connect } from './stages/connect.ts';
import { lintEverything, type HubForLint } from './stages/lint.ts';

export interface LintOptions {
  /** Whether the hub is asked for what only it knows. */
  readonly asksHub: boolean;
  /** Only these rules. */
  readonly ruleSet: RuleSetId | undefined;
}

/** Judges what lies in the workspace. Writes nothing, and needs no org. */
export async function lintWorkspace(
  request: ReleaseRequest,
  ports: ReleasePorts,
  { asksHub, ruleSet }: LintOptions,
): Promise<void> {
  const stages = new StageRunner(ports.emit, ports.clock);
  const hub = asksHub ? await stages.run('connect', async () => connect(ports.openHub)) : undefined;
  await stages.run('lint', async () => {
    const { sourceApiVersion: apiVersion } = await ports.workspace.readProject();
    const directories = await Promise.all(
      request.config.packages.map(async (config) => ({
        config,
        components: await ports.source.read(config.path),
      })),
    );
    const policies = hub === undefined ? undefined : await readPolicies(hub, apiVersion);
    return lintEverything(request, ports, { directories, apiVersion, hub: policies, ruleSet });
  });
}

async function readPolicies(hub: DevHub, apiVersion: string): Promise<HubForLint> {
  const types = ECA_TYPES.filter(
    ({ use, since }) => use === 'policy' && since <= Number(apiVersion),
  ).map(({ name }) => name);
  const refs = await hub.listComponents(types);
  return { hub, policies: refs.length === 0 ? [] : await hub.retrieve(refs, apiVersion) };
}
