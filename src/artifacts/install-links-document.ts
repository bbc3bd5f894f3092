import type { PackagedComponent, PublishedVersion } from '../domain/published-version.ts';
import { adminGuideOf } from './guide/admin-guide.ts';
import type { InstallLinks } from './install-links-schema.ts';
import { installCommandOf, linksOf } from './links.ts';
import type { MyDomain } from './my-domain.ts';
import { REHEARSAL_NOTE } from './rehearsal-mark.ts';

const KEY_NOTE =
  'The installer types the key on the install page. Send it apart from the link, by a way that only the installer can read.';
const KEY_FOR_COMMAND =
  'Add --installation-key and the key. It stays in the history of the shell, so clear it there.';
const REHEARSAL_COMMAND =
  'REHEARSAL: no org knows this package, so the command only shows the form.';

/** What install-links.json says about a version. The same version gives the same document. */
export function installLinksOf(
  version: PublishedVersion,
  myDomains: readonly MyDomain[],
): InstallLinks {
  return {
    kind: 'eca-release/install-links',
    formatVersion: 1,
    rehearsal: version.isRehearsal,
    ...(version.isRehearsal && { rehearsalNote: REHEARSAL_NOTE }),
    package: { ...version.package },
    version: versionOf(version),
    installationKey: version.needsInstallationKey
      ? { needed: true, note: KEY_NOTE }
      : { needed: false },
    links: linksOf(version, myDomains).map((link) => ({ ...link })),
    command: {
      line: installCommandOf(version),
      notes: [
        ...(version.needsInstallationKey ? [KEY_FOR_COMMAND] : []),
        ...(version.isRehearsal ? [REHEARSAL_COMMAND] : []),
      ],
    },
    apps: version.apps
      .map(({ name, label, components }) => ({ name, label, components: sorted(components) }))
      .toSorted((one, other) => compare(one.name, other.name)),
    contents:
      version.contents.by === 'package-zip'
        ? { by: 'package-zip', components: sorted(version.contents.components) }
        : { ...version.contents },
    afterInstall: {
      policiesArePackaged: false,
      defaults: {
        permittedUsersPolicyType: 'AllSelfAuthorized',
        ipRelaxationPolicyType: 'Enforce',
      },
      steps: [...adminGuideOf(version).summary],
    },
    source: {
      releaseKey: version.releaseKey,
      digest: version.digest,
      ...(version.commit !== undefined && { commit: version.commit }),
    },
    hub: { ...version.hub },
  };
}

function versionOf(version: PublishedVersion): InstallLinks['version'] {
  const { ancestorVersionId, releaseNotesUrl, postInstallUrl } = version;
  return {
    number: version.number,
    build: version.build,
    name: version.name,
    state: version.state,
    versionId: version.versionId,
    packageVersionId: version.packageVersionId,
    createdAt: version.createdAt,
    validation: version.validation,
    hasPassedCodeCoverage: version.hasPassedCodeCoverage,
    ...(ancestorVersionId !== undefined && { ancestorVersionId }),
    ...(releaseNotesUrl !== undefined && { releaseNotesUrl }),
    ...(postInstallUrl !== undefined && { postInstallUrl }),
  };
}

function sorted(components: readonly PackagedComponent[]): PackagedComponent[] {
  return components
    .map(({ type, fullName }) => ({ type, fullName }))
    .toSorted(
      (one, other) => compare(one.type, other.type) || compare(one.fullName, other.fullName),
    );
}

/** By code units, which no locale of a machine changes. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
