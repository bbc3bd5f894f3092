import type { ComponentFile, MetadataComponent } from '../metadata/metadata-store.ts';
import { metadataXml } from '../metadata/metadata-xml.ts';
import type { Element } from '../metadata/metadata-xml.ts';
import type { XmlElement } from '../metadata/parse-xml.ts';
import { Refusal } from '../refusal.ts';
import { asyncJobMs } from '../state/async-job.ts';
import { nextId } from '../state/org.ts';
import type { Org } from '../state/org.ts';
import { fileProperties, manifestProperties } from './file-properties.ts';
import { packageComponents, wantedComponents } from './retrieved-components.ts';
import type { Wanted } from './retrieved-components.ts';
import type { SoapValue } from './soap-answer.ts';

/** Metadata API guide, limits: files in one retrieve. */
const MOST_FILES = 10_000;
/** Zip entries carry a time; a fixed one keeps equal contents equal bytes. */
const ENTRY_DATE = new Date('2026-01-12T10:20:30Z');

type Result = Readonly<Record<string, SoapValue>>;

/** A folder of the zip. */
interface RetrievedFolder {
  /** Ends in a slash; empty in a zip of one package. */
  readonly prefix: string;
  readonly files: readonly RetrievedFile[];
  readonly problems: readonly string[];
}

interface RetrievedFile extends ComponentFile {
  readonly component: MetadataComponent;
}

export async function retrieve(org: Org, operation: XmlElement): Promise<SoapValue> {
  const request = operation.child('request');
  // Code and text assumed.
  if (request === undefined)
    throw new Refusal(500, 'INVALID_PARAMETER_VALUE', 'request is missing');
  const startedMs = org.hub.clock.now();
  const id = nextId(org, '09S');
  const job = {
    startMs: startedMs + asyncJobMs(org.hub) / 4,
    endMs: startedMs + asyncJobMs(org.hub),
    result: await resultOf(org, id, request),
  };
  org.retrieves.set(id, job);
  return { done: false, id, state: 'Queued' };
}

async function resultOf(org: Org, id: string, request: XmlElement): Promise<Result> {
  const isSingle = request.child('singlePackage')?.text === 'true';
  const packageNames = request.children('packageNames').map(({ text }) => text);
  const specificFiles = request.children('specificFiles').map(({ text }) => text);
  if (specificFiles.length > 0 && (packageNames.length > 0 || !isSingle)) {
    // The rule: Metadata API guide, RetrieveRequest. Code and text assumed.
    return failed(
      id,
      'INVALID_OPERATION',
      'INVALID_OPERATION: specificFiles needs singlePackage, and no packageNames',
    );
  }
  const manifest = request.child('unpackaged');
  const version = manifest?.child('version')?.text ?? request.child('apiVersion')?.text ?? '';
  if (!(Number(version) >= 1) || Number(version) > org.hub.seed.apiVersions.newest) {
    // Text assumed.
    return failed(
      id,
      'UNKNOWN_EXCEPTION',
      `UNSUPPORTED_API_VERSION: Invalid version specified:${version}`,
    );
  }
  const folders: RetrievedFolder[] = [];
  for (const name of packageNames) {
    const wanted = packageComponents(org, name);
    if (wanted === undefined) {
      return failed(
        id,
        'UNKNOWN_EXCEPTION',
        `INVALID_CROSS_REFERENCE_KEY: No package named '${name}' found`,
      );
    }
    folders.push(folderOf(isSingle ? '' : `${name}/`, wanted, []));
  }
  if (manifest !== undefined) {
    const wanted = wantedComponents(org, manifest, Number(version));
    folders.push(folderOf(isSingle ? '' : 'unpackaged/', wanted, specificFiles));
  }
  if (folders.flatMap(({ files }) => files).length >= MOST_FILES) {
    // Text assumed.
    return failed(
      id,
      'LIMIT_EXCEEDED',
      `LIMIT_EXCEEDED: Too many files in retrieve call, limit is: ${MOST_FILES}`,
    );
  }
  return {
    done: true,
    fileProperties: folders.flatMap(({ prefix, files }) => [
      ...files.map(({ component, path }) => fileProperties(org, component, prefix + path)),
      manifestProperties(org, prefix),
    ]),
    id,
    messages: folders.flatMap(({ prefix, problems }) =>
      problems.map((problem) => ({ fileName: `${prefix}package.xml`, problem })),
    ),
    status: 'Succeeded',
    success: true,
    zipFile: await zipOf(folders, version),
  };
}

function failed(id: string, errorStatusCode: string, errorMessage: string): Result {
  return {
    done: true,
    errorMessage,
    errorStatusCode,
    id,
    status: 'Failed',
    success: false,
    zipFile: null,
  };
}

/** With the files that are wanted by their path, or all. */
function folderOf(
  prefix: string,
  { components, problems }: Wanted,
  specificFiles: readonly string[],
): RetrievedFolder {
  const files = components
    .flatMap((component) => component.files().map((file) => ({ ...file, component })))
    .filter(({ path }) => specificFiles.length === 0 || specificFiles.includes(path));
  return { prefix, problems, files };
}

async function zipOf(folders: readonly RetrievedFolder[], version: string): Promise<string> {
  const { default: JSZip } = await import('jszip');
  const zip = new JSZip();
  const options = { date: ENTRY_DATE, createFolders: false };
  for (const { prefix, files } of folders) {
    for (const { path, content } of files) zip.file(prefix + path, content, options);
    zip.file(`${prefix}package.xml`, manifestXml(files, version), options);
  }
  return zip.generateAsync({ type: 'base64', compression: 'DEFLATE' });
}

function manifestXml(files: readonly RetrievedFile[], version: string): string {
  const components = [...new Set(files.map(({ component }) => component))];
  const types = [...new Set(components.map(({ type }) => type.name))].toSorted();
  return metadataXml('Package', [
    ...types.map((name): Element => {
      const members = components
        .filter(({ type }) => type.name === name)
        .map(({ fullName }) => fullName);
      return [
        'types',
        [...members.toSorted().map((member): Element => ['members', member]), ['name', name]],
      ];
    }),
    ['version', version],
  ]);
}
