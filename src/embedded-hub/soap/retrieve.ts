import JSZip from 'jszip';
import type { ComponentFile, MetadataComponent } from '../metadata/metadata-store.ts';
import { metadataXml } from '../metadata/metadata-xml.ts';
import type { Element } from '../metadata/metadata-xml.ts';
import type { XmlElement } from '../metadata/parse-xml.ts';
import { Refusal, notBuilt } from '../refusal.ts';
import { nextId } from '../state/org.ts';
import type { Org } from '../state/org.ts';
import { fileProperties, manifestProperties } from './file-properties.ts';
import type { SoapValue } from './soap-answer.ts';

/** Metadata API guide, limits: files in one retrieve. */
const MOST_FILES = 10_000;
/** Zip entries carry a time; a fixed one keeps equal contents equal bytes. */
const ENTRY_DATE = new Date('2026-01-12T10:20:30Z');

type Result = Readonly<Record<string, SoapValue>>;

export async function retrieve(org: Org, operation: XmlElement): Promise<SoapValue> {
  const request = operation.child('request');
  if (request === undefined)
    throw new Refusal(500, 'INVALID_PARAMETER_VALUE', 'request is missing');
  if (request.children('specificFiles').length > 0) throw notBuilt('retrieve of specificFiles');
  const id = nextId(org, '09S');
  org.retrieves.set(id, { polls: 0, result: await resultOf(org, id, request) });
  return { done: false, id, state: 'Queued' };
}

async function resultOf(org: Org, id: string, request: XmlElement): Promise<Result> {
  const [packageName] = request.children('packageNames');
  if (packageName !== undefined) {
    return failed(
      id,
      'UNKNOWN_EXCEPTION',
      `INVALID_CROSS_REFERENCE_KEY: No package named '${packageName.text}' found`,
    );
  }
  const manifest = request.child('unpackaged');
  const versionText = manifest?.child('version')?.text ?? request.child('apiVersion')?.text ?? '';
  const version = Number(versionText);
  if (!(version >= 1) || version > org.hub.seed.apiVersions.newest) {
    // Text assumed.
    return failed(
      id,
      'UNKNOWN_EXCEPTION',
      `UNSUPPORTED_API_VERSION: Invalid version specified:${versionText}`,
    );
  }
  const folder = request.child('singlePackage')?.text === 'true' ? '' : 'unpackaged/';
  const { components, problems } = wantedComponents(org, manifest, version);
  const files = components.flatMap((component) =>
    component.files().map((file) => ({ ...file, path: folder + file.path, component })),
  );
  if (files.length >= MOST_FILES) {
    // Text assumed.
    return failed(
      id,
      'LIMIT_EXCEEDED',
      `LIMIT_EXCEEDED: Too many files in retrieve call, limit is: ${MOST_FILES}`,
    );
  }
  return {
    done: true,
    fileProperties: [
      ...files.map(({ component, path }) => fileProperties(org, component, path)),
      manifestProperties(org, folder),
    ],
    id,
    messages: problems.map((problem) => ({ fileName: `${folder}package.xml`, problem })),
    status: 'Succeeded',
    success: true,
    zipFile: await zipOf([
      ...files,
      { path: `${folder}package.xml`, content: manifestXml(components, versionText) },
    ]),
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

function wantedComponents(org: Org, manifest: XmlElement | undefined, version: number) {
  const components = new Map<string, MetadataComponent>();
  const problems: string[] = [];
  for (const wanted of manifest?.children('types') ?? []) {
    const name = wanted.child('name')?.text ?? '';
    const type = org.metadata.typeNamed(name, version);
    if (type === undefined) {
      // Text assumed.
      problems.push(`Entity type: '${name}' is unknown`);
      continue;
    }
    const all = org.metadata.componentsOf(type);
    for (const { text: member } of wanted.children('members')) {
      const found = member === '*' ? all : all.filter(({ fullName }) => fullName === member);
      for (const component of found) components.set(component.id, component);
      if (member !== '*' && found.length === 0) {
        problems.push(`Entity of type '${name}' named '${member}' cannot be found`);
      }
    }
  }
  return { components: [...components.values()], problems };
}

async function zipOf(files: readonly ComponentFile[]): Promise<string> {
  const zip = new JSZip();
  for (const { path, content } of files)
    zip.file(path, content, { date: ENTRY_DATE, createFolders: false });
  return zip.generateAsync({ type: 'base64', compression: 'DEFLATE' });
}

function manifestXml(components: readonly MetadataComponent[], version: string): string {
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
