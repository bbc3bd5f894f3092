import { ReleaseError } from '../../domain/errors.ts';
import { choosePackage } from '../../domain/plan/choose-package.ts';
import type { PackageState } from '../../domain/plan/package-plan.ts';
import type { ProjectFile } from '../../domain/project-file.ts';
import type { PackageConfig, ReleaseConfig } from '../../domain/release-config.ts';
import type { HubPackage } from '../../domain/version/hub-version.ts';
import { resolveNumber, type TagFacts } from '../../domain/version/resolve-number.ts';
import { formatVersionNumber } from '../../domain/version/version-number.ts';
import type { DevHub, HubFacts } from '../../ports/dev-hub.ts';
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
  requireNamespace(config, facts);
  requireApiVersion(project, hub);

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

async function packageState(
  config: PackageConfig,
  namespace: string,
  hubPackages: readonly HubPackage[],
  { project, tags, hub }: { project: ProjectFile; tags: TagFacts; hub: DevHub },
): Promise<PackageState> {
  const { number, origin } = resolveNumber(config, project, tags);
  const hubPackage = choosePackage(config, namespace, hubPackages);
  const versions = hubPackage === undefined ? [] : await hub.readVersions(hubPackage.id);
  return { config, number, numberOrigin: origin, hubPackage, versions };
}

function requireDevHub(facts: HubFacts): readonly HubPackage[] {
  if (!facts.isDevHub)
    throw new ReleaseError('NOT_A_DEV_HUB', 'This org is no Dev Hub', {
      found: 'an org that does not know ScratchOrgInfo',
      wanted: 'the Dev Hub that owns the package, usually the partner business org',
      actions: [
        'Name the right org: --target-dev-hub ALIAS',
        'Or make this one a Dev Hub: Setup › Dev Hub › Enable Dev Hub. It cannot be switched off again.',
      ],
    });
  if (facts.packages !== undefined) return facts.packages;
  throw new ReleaseError(
    'SECOND_GENERATION_PACKAGING_OFF',
    'This Dev Hub does not do second-generation packages',
    {
      found: 'an org that does not know Package2',
      actions: [
        'Setup › Dev Hub › Enable Unlocked Packages and Second-Generation Managed Packages.',
        'If it is on: the user needs the permission "Create and Update Second-Generation Packages".',
      ],
    },
  );
}

function requireNamespace({ namespace }: ReleaseConfig, facts: HubFacts): void {
  if (facts.ownNamespace?.toLowerCase() === namespace.toLowerCase())
    throw new ReleaseError('NAMESPACE_IS_HUBS_OWN', `${namespace} is the Dev Hub's own namespace`, {
      wanted: 'a namespace that was registered in another org, and linked to this hub',
      why: 'A package cannot be made in, or installed into, the org that owns its namespace.',
      actions: [
        'Register the namespace in a Developer Edition org of its own and link it: App Launcher › Namespace Registries.',
      ],
    });
  if (facts.linkedNamespaces.includes(namespace)) return;
  // Package names are looked up under it, and the release key holds it: one spelling everywhere, the hub's.
  const spelled = facts.linkedNamespaces.find(
    (linked) => linked.toLowerCase() === namespace.toLowerCase(),
  );
  throw new ReleaseError(
    'NAMESPACE_NOT_LINKED',
    `The namespace ${namespace} is not linked to this Dev Hub`,
    {
      found: facts.linkedNamespaces.join(', ') || 'no linked namespaces',
      wanted: namespace,
      why: 'A package gets its namespace when it is created, and keeps it for ever.',
      actions: [
        'In the Dev Hub: App Launcher › Namespace Registries › Link Namespace, then log in to the org that owns it.',
        spelled === undefined
          ? 'Or correct namespace: in config/release.yaml.'
          : `Write it as the hub does: namespace: ${spelled} in config/release.yaml.`,
      ],
    },
  );
}

function requireApiVersion(project: ProjectFile, hub: DevHub): void {
  if (Number(project.sourceApiVersion) <= Number(hub.identity.apiVersion)) return;
  throw new ReleaseError('API_VERSION_UNSUPPORTED', 'The project is ahead of the Dev Hub', {
    found: `sourceApiVersion ${project.sourceApiVersion}`,
    wanted: `at most ${hub.identity.apiVersion}, the newest that this hub knows`,
    location: { file: 'sfdx-project.json' },
    actions: ['Lower sourceApiVersion, or wait until the hub is upgraded.'],
  });
}

function slotsLeft({ versionSlots: { validated } }: HubFacts): string {
  return validated === undefined
    ? 'the hub does not tell how many version builds are left today'
    : `${validated.remaining} of ${validated.max} version builds left today`;
}
