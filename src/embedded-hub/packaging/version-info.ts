import type JSZip from 'jszip';
import { z } from 'zod';
import { parseXml } from '../metadata/parse-xml.ts';

const descriptorSchema = z.looseObject({
  id: z.string().optional(),
  versionName: z.string().optional(),
  versionNumber: z.string().optional(),
  versionDescription: z.string().optional(),
  ancestorId: z.string().nullish(),
  dependencies: z.array(z.looseObject({ subscriberPackageVersionId: z.string() })).optional(),
  releaseNotesUrl: z.string().optional(),
  postInstallUrl: z.string().optional(),
});

export type Descriptor = z.infer<typeof descriptorSchema>;

export interface PackagedFile {
  /** As in the zip. */
  readonly path: string;
  readonly text: string;
  readonly byteCount: number;
}

export interface Manifest {
  readonly types: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly version: string | undefined;
}

/** What a client uploads to have a version built. */
export interface VersionInfo {
  readonly descriptor: Descriptor;
  readonly manifest: Manifest | undefined;
  readonly files: readonly PackagedFile[];
  /** Is the org-shape switch on that lets apps of other linked orgs in? */
  readonly allowsAppsOfLinkedOrgs: boolean;
  readonly packageZip: Buffer;
}

/** Something in the upload that cannot be read at all. */
export class UnreadableVersionInfo extends Error {
  override readonly name = 'UnreadableVersionInfo';
}

export async function readVersionInfo(bytes: Uint8Array): Promise<VersionInfo> {
  const outer = await openZip(bytes, 'VersionInfo');
  const descriptorText = await textOf(outer, 'package2-descriptor.json');
  const packageZip = await outer.file('package.zip')?.async('nodebuffer');
  if (packageZip === undefined)
    throw new UnreadableVersionInfo('VersionInfo holds no package.zip.');
  const files = await filesOf(await openZip(packageZip, 'package.zip'));
  const manifest = files.find(({ path }) => path === 'package.xml');
  return {
    descriptor: descriptorOf(descriptorText),
    manifest: manifest === undefined ? undefined : manifestOf(manifest.text),
    files: files.filter((file) => file !== manifest),
    allowsAppsOfLinkedOrgs: allowsAppsOfLinkedOrgs(
      await textOf(outer, 'scratch-org-definition.json'),
    ),
    packageZip,
  };
}

async function openZip(bytes: Uint8Array, what: string): Promise<JSZip> {
  const { default: loader } = await import('jszip');
  try {
    return await loader.loadAsync(bytes);
  } catch (error) {
    throw new UnreadableVersionInfo(`${what} is not a zip file.`, { cause: error });
  }
}

async function textOf(zip: JSZip, path: string): Promise<string | undefined> {
  return zip.file(path)?.async('string');
}

async function filesOf(zip: JSZip): Promise<PackagedFile[]> {
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  return Promise.all(
    entries.map(async (entry) => {
      const bytes = await entry.async('nodebuffer');
      return { path: entry.name, text: bytes.toString('utf8'), byteCount: bytes.byteLength };
    }),
  );
}

function descriptorOf(text: string | undefined): Descriptor {
  if (text === undefined)
    throw new UnreadableVersionInfo('VersionInfo holds no package2-descriptor.json.');
  const parsed = descriptorSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new UnreadableVersionInfo('package2-descriptor.json does not describe a package version.');
}

function manifestOf(text: string): Manifest | undefined {
  const root = parseXml(text)?.child('Package');
  if (root === undefined) return undefined;
  return {
    types: root.children('types').map((type) => ({
      name: type.child('name')?.text ?? '',
      members: type.children('members').map((member) => member.text),
    })),
    version: root.child('version')?.text,
  };
}

function allowsAppsOfLinkedOrgs(definition: string | undefined): boolean {
  const parsed = z
    .looseObject({
      settings: z.looseObject({
        externalClientAppSettings: z.looseObject({
          enablePackageEcaOauthFromDevOrg: z.literal(true),
        }),
      }),
    })
    .safeParse(definition === undefined ? undefined : jsonOf(definition));
  return parsed.success;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
