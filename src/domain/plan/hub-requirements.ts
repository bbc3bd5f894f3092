import { ReleaseError } from '../errors.ts';
import type { HubFacts, HubIdentity } from '../hub-facts.ts';
import type { ProjectFile } from '../project-file.ts';
import type { HubPackage } from '../version/hub-version.ts';

/** Throws NOT_A_DEV_HUB or SECOND_GENERATION_PACKAGING_OFF. */
export function requireDevHub(facts: HubFacts): readonly HubPackage[] {
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

/** Throws NAMESPACE_IS_HUBS_OWN or NAMESPACE_NOT_LINKED. */
export function requireNamespace(namespace: string, facts: HubFacts): void {
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

/** Throws API_VERSION_UNSUPPORTED. */
export function requireApiVersion(project: ProjectFile, hub: HubIdentity): void {
  if (Number(project.sourceApiVersion) <= Number(hub.apiVersion)) return;
  throw new ReleaseError('API_VERSION_UNSUPPORTED', 'The project is ahead of the Dev Hub', {
    found: `sourceApiVersion ${project.sourceApiVersion}`,
    wanted: `at most ${hub.apiVersion}, the newest that this hub knows`,
    location: project.sourceApiVersionAt ?? { file: 'sfdx-project.json' },
    actions: ['Lower sourceApiVersion, or wait until the hub is upgraded.'],
  });
}
