import {
  requireApiVersion,
  requireDevHub,
  requireNamespace,
} from '../../domain/plan/hub-requirements.ts';
import type { PackageState } from '../../domain/plan/package-plan.ts';
import type { ProjectFile } from '../../domain/project-file.ts';
import type { TagFacts } from '../../domain/version/resolve-number.ts';
import { formatVersionNumber } from '../../domain/version/version-number.ts';
import type { DevHub, HubFacts } from '../../ports/dev-hub.ts';
import { packageState } from '../package-state.ts';
import type { ReleasePorts, ReleaseRequest } from '../release-context.ts';
import { done, type StageOutcome } from '../stage.ts';

export interface Preflight {
  readonly project: ProjectFile;
  readonly facts: HubFacts;
  readonly packages: readonly PackageState[];
}

/** Everything that can be wrong before the app is even looked at: the hub, the namespace, the numbers, the packages. */
export async function preflight(
  { config, buildTag }: ReleaseRequest,
  { workspace, git }: ReleasePorts,
  hub: DevHub,
): Promise<StageOutcome<Preflight>> {
  const [facts, project, tagsAtHead] = await Promise.all([
    hub.readFacts(),
    workspace.readProject(),
    git.tagsAtHead(),
  ]);
  const hubPackages = requireDevHub(facts);
  requireNamespace(config.namespace, facts);
  requireApiVersion(project, hub.identity);

  const tags: TagFacts = { tagsAtHead, ...(buildTag !== undefined && { buildTag }) };
  const packages = await Promise.all(
    config.packages.map(async (entry) =>
      packageState(entry, config.namespace, hubPackages, { project, tags, hub }),
    ),
  );
  const numbers = packages.map(
    (state) => `${state.config.name} ${formatVersionNumber(state.number)} (${state.numberOrigin})`,
  );
  return done(`${numbers.join(', ')}; ${slotsLeft(facts)}`, { project, facts, packages });
}

function slotsLeft({ versionSlots: { validated } }: HubFacts): string {
  return validated === undefined
    ? 'the hub does not tell how many version builds are left today'
    : `${validated.remaining} of ${validated.max} version builds left today`;
}
