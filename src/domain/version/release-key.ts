import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Component } from '../eca/component.ts';
import { componentKey } from '../eca/component.ts';
import type { PackageConfig } from '../release-config.ts';
import { formatVersionNumber, type VersionNumber } from './version-number.ts';

/** What makes two releases the same release. */
export interface ReleaseContents {
  readonly number: VersionNumber;
  readonly components: readonly Component[];
  readonly apiVersion: string;
  readonly namespace: string;
  readonly config: PackageConfig;
  /** The definition file's text, where there is one. */
  readonly definition: string | undefined;
}

export interface ReleaseKey {
  /** eca-release/<major.minor.patch>/<digest>: the Tag of the version, by which a second run finds it. */
  readonly key: string;
  /** SHA-256 in lower-case hex: SOQL compares without regard to case. */
  readonly digest: string;
}

/**
 * Covers what a customer would get. Left out on purpose: whatever is resolved against the hub (after a promotion the
 * ancestor resolves differently, and the same release would not be found), names, descriptions, commit and time.
 * Of the installation key only that there is one: the tag is public.
 */
export function releaseKeyFor(contents: ReleaseContents): ReleaseKey {
  const { config, number } = contents;
  const declared = JSON.stringify([
    contents.apiVersion,
    contents.namespace,
    config.name,
    config.ancestor.kind === 'number' ? `number ${config.ancestor.number}` : config.ancestor.kind,
    config.dependencies.map((dependency) =>
      'versionId' in dependency
        ? dependency.versionId
        : `${dependency.package}@${dependency.versionNumber}`,
    ),
    config.installationKey.kind !== 'none',
    config.validation,
    contents.definition === undefined ? null : sha256(normalText(contents.definition)),
  ]);
  const digest = sha256([declared, ...componentRows(contents.components)].join('\n'));
  return { key: `eca-release/${formatVersionNumber(number)}/${digest}`, digest };
}

/** One line a component, sorted: equal for the same contents whatever the order, line endings or byte order mark. */
export function componentRows(components: readonly Component[]): readonly string[] {
  return components
    .map((component) => `${componentKey(component)} ${digestOf(component.bytes)}`)
    .toSorted();
}

/** Of what is no text, byte for byte: included metadata may be a picture or an archive. */
function digestOf(bytes: Uint8Array): string {
  return sha256(isUtf8(bytes) ? normalText(Buffer.from(bytes).toString('utf8')) : bytes);
}

/** The digest in a release key that this tool wrote; nothing for any other tag. */
export function digestOfKey(tag: string | undefined): string | undefined {
  return /^eca-release\/\d+\.\d+\.\d+\/([0-9a-f]{64})$/.exec(tag ?? '')?.[1];
}

function normalText(text: string): string {
  return `${text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .trimEnd()}\n`;
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
