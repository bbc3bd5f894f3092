import type { ComponentFile } from '../metadata/metadata-store.ts';

/** One folder of a deploy: package.xml, and what it is about. */
export interface DeployFolder {
  /** What stands before its paths in messages: `zip/`, or nothing. */
  readonly prefix: string;
  /** By path below the folder: package.xml, destructiveChanges*.xml. */
  readonly manifests: ReadonlyMap<string, string>;
  readonly files: readonly DeployedFile[];
}

export interface DeployedFile extends ComponentFile {
  /** Empty for what is not text. */
  readonly text: string;
}

const MANIFEST = /^(?:package|destructiveChanges(?:Pre|Post)?)\.xml$/;

/** The folders of a zip, files in zip order; undefined: it is no zip. */
export async function readDeployZip(
  bytes: Uint8Array,
  singlePackage: boolean,
): Promise<readonly DeployFolder[] | undefined> {
  const { default: JSZip } = await import('jszip');
  const zip = await JSZip.loadAsync(bytes).catch(() => undefined);
  if (zip === undefined) return undefined;
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  const files = await Promise.all(
    entries.map(async (entry) => ({ path: entry.name, bytes: await entry.async('nodebuffer') })),
  );
  if (singlePackage) return [folderOf('', files)];
  const prefixes = [
    ...new Set(
      files.map(({ path }) => path.slice(0, path.indexOf('/') + 1)).filter((name) => name !== ''),
    ),
  ];
  return prefixes.map((prefix) =>
    folderOf(
      prefix,
      files
        .filter(({ path }) => path.startsWith(prefix))
        .map((file) => ({ ...file, path: file.path.slice(prefix.length) })),
    ),
  );
}

function folderOf(
  prefix: string,
  files: readonly { readonly path: string; readonly bytes: Buffer }[],
): DeployFolder {
  const manifests = files.filter(({ path }) => MANIFEST.test(path));
  return {
    prefix,
    manifests: new Map(manifests.map(({ path, bytes }) => [path, bytes.toString('utf8')])),
    files: files
      .filter(({ path }) => !MANIFEST.test(path))
      .map(({ path, bytes }) => {
        const text = bytes.toString('utf8');
        const isText = Buffer.from(text, 'utf8').equals(bytes);
        return { path, content: isText ? text : bytes, text: isText ? text : '' };
      }),
  };
}
