import { join } from 'node:path';
import { ReleaseError } from '../domain/errors.ts';
import type { PublishedVersion } from '../domain/published-version.ts';
import type { VersionSummary } from '../domain/version-summary.ts';
import type { ArtifactStore } from '../ports/artifact-store.ts';
import { checksumsOf } from './checksums.ts';
import { folderNameFor } from './folder-name.ts';
import { installLinksOf } from './install-links-document.ts';
import { installLinksMarkdown } from './install-links-markdown.ts';
import type { InstallLinks } from './install-links-schema.ts';
import { adminGuideMarkdown } from './guide/admin-guide-markdown.ts';
import { myDomainFrom } from './my-domain.ts';
import { indexPage } from './page/index-page.ts';
import { installPage } from './page/install-page.ts';
import { markManifest, REHEARSAL_NOTE } from './rehearsal-mark.ts';
import { releaseNotesMarkdown } from './release-notes-markdown.ts';
import { stableJson } from './stable-json.ts';
import { versionListOf } from './version-list.ts';
import { type ArtifactFile, readText, type WriteFile, writeFiles } from './write-files.ts';

export interface ArtifactStoreOptions {
  /** Absolute path of the folder that holds the folders of the packages. */
  readonly outputDir: string;
  readonly writeFile: WriteFile;
  /** Names of orgs that get links of their own: acme, acme--uat.sandbox. */
  readonly myDomains?: readonly string[];
}

/** Artifacts as files: <outputDir>/<package>/<number>-<build>/. Throws CONFIG_INVALID for an impossible My Domain. */
export function createArtifactStore({
  outputDir,
  writeFile,
  myDomains = [],
}: ArtifactStoreOptions): ArtifactStore {
  const domains = myDomains.map(myDomainFrom);
  return {
    async publish(version, manifest) {
      const directory = join(
        outputDir,
        folderOf({ ...version, packageName: version.package.name }),
      );
      const document = installLinksOf(version, domains);
      const files = artifactFilesOf(version, document, manifest);
      await refuseOtherPackage(directory, document.package.name);
      const changed = await writeFiles(directory, files, writeFile);
      return {
        directory,
        files: files.map(({ name }) => join(directory, name)),
        changed,
        links: document.links.flatMap(({ audience, label, url, why }) =>
          url === null ? [] : [{ audience, label, url, ...(why !== undefined && { note: why }) }],
        ),
      };
    },
    async publishIndex(index) {
      const versions = await Promise.all(
        index.versions.map(async (version) => withFolder(outputDir, version)),
      );
      const list = versionListOf({ ...index, versions });
      const files: readonly ArtifactFile[] = [
        { name: 'versions.json', text: stableJson(list) },
        { name: 'index.html', text: indexPage(list) },
      ];
      const changed = await writeFiles(outputDir, files, writeFile);
      return {
        directory: outputDir,
        files: files.map(({ name }) => join(outputDir, name)),
        changed,
      };
    },
    async recordRun(directory, record) {
      await writeFiles(directory, [{ name: 'run.json', text: stableJson(record) }], writeFile);
    },
  };
}

/** Relative to the output folder, with forward slashes: it is also a path of a web page. */
function folderOf({
  packageName,
  number,
  build,
}: Pick<VersionSummary, 'packageName' | 'number' | 'build'>): string {
  return `${folderNameFor(packageName)}/${folderNameFor(`${number}-${String(build)}`)}`;
}

/** Tells where a version's page is, if it is here, with everything that belongs to it. */
async function withFolder(outputDir: string, version: VersionSummary): Promise<VersionSummary> {
  const { folder: _, ...summary } = version;
  const folder = folderOf(version);
  const writtenLast = await readText(join(outputDir, folder, 'SHA256SUMS'));
  return writtenLast === undefined ? summary : { ...summary, folder };
}

/** The checksums last: a folder that has them has everything, and they tell where a file is not the one they were made of. */
function artifactFilesOf(
  version: PublishedVersion,
  document: InstallLinks,
  manifest: string,
): readonly ArtifactFile[] {
  const manifestText = manifest.replaceAll('\r\n', '\n');
  const notes = releaseNotesMarkdown(version, document);
  const files: readonly ArtifactFile[] = [
    { name: 'install-links.html', text: installPage(version, document) },
    { name: 'install-links.md', text: installLinksMarkdown(document) },
    { name: 'admin-guide.md', text: adminGuideMarkdown(version, document) },
    ...(notes === undefined ? [] : [{ name: 'release-notes.md', text: notes }]),
    { name: 'install-links.json', text: stableJson(document) },
    {
      name: 'package.xml',
      text: document.rehearsal ? markManifest(manifestText) : manifestText,
    },
  ];
  const comment = document.rehearsal ? REHEARSAL_NOTE : undefined;
  return [...files, { name: 'SHA256SUMS', text: checksumsOf(files, comment) }];
}

/** Names that differ only in case, or in a space for a hyphen, share a folder: one must not overwrite the other's files. */
async function refuseOtherPackage(directory: string, packageName: string): Promise<void> {
  const path = join(directory, 'install-links.json');
  const owner = packageNameIn(await readText(path));
  if (owner === undefined || owner === packageName) return;
  throw new ReleaseError(
    'WORKSPACE_UNWRITABLE',
    'The folder for this version holds the artifacts of another package.',
    {
      found: owner,
      wanted: packageName,
      location: { file: path },
      actions: [
        'If that package is no longer released, remove the folder and run again.',
        'If both are, give one of them another name, or release it with another output: folder.',
      ],
    },
  );
}

function packageNameIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document !== 'object' || document === null || !('package' in document))
      return undefined;
    const packaged = document.package;
    if (typeof packaged !== 'object' || packaged === null || !('name' in packaged))
      return undefined;
    return typeof packaged.name === 'string' ? packaged.name : undefined;
  } catch {
    return undefined;
  }
}
