import type { GlobalOauth } from '../eca/global-oauth.ts';
import type { Component } from '../eca/component.ts';
import { APP_TYPE, ecaType, OAUTH_SETTINGS_TYPE } from '../eca/metadata-types.ts';
import type { PackageConfig } from '../release-config.ts';
import type { LintSettings } from './lint-settings.ts';
import {
  ownerIn,
  readFile,
  type MalformedFile,
  type MetadataFile,
  type PlacedComponent,
} from './metadata-file.ts';
import { PROFILES } from './profile.ts';
import type { AppInHub, LintedApp, LintSubject } from './subject.ts';

/** A package to be judged: its files, and what only the hub knows. */
export interface LintInput {
  readonly config: Pick<PackageConfig, 'name' | 'path' | 'apps'>;
  /** What lies, or is going to lie, in the package directory. */
  readonly components: readonly PlacedComponent[];
  readonly apiVersion: string;
  /** Relative to the project. */
  readonly configFile: string;
  readonly hub?: HubKnowledge;
}

export interface HubKnowledge {
  readonly orgId: string;
  readonly allowsLinkedOrg: boolean;
  readonly globalOauth: readonly GlobalOauth[];
  /** The policies of all apps. */
  readonly policies: readonly Component[];
  /** ISO 8601. */
  readonly readAt: string;
}

export function readSubject(input: LintInput, settings: LintSettings): LintSubject {
  const { config, components, apiVersion, configFile } = input;
  const files: MetadataFile[] = [];
  const malformed: MalformedFile[] = [];
  for (const component of components) {
    if (ecaType(component.type) === undefined) continue;
    const read = readFile(component);
    if (read.kind === 'file') files.push(read.file);
    else malformed.push(read.file);
  }
  return {
    package: config.name,
    directory: config.path,
    configFile,
    apiVersion,
    files,
    malformed,
    all: components,
    apps: config.apps.map((name) => appOf(name, files, input, settings)),
  };
}

function appOf(
  name: string,
  files: readonly MetadataFile[],
  { hub }: LintInput,
  { profiles }: LintSettings,
): LintedApp {
  const header = files.find((file) => file.type === APP_TYPE && file.fullName === name);
  const profile = profiles[name];
  return {
    name,
    ...(profile !== undefined && { profile: PROFILES[profile] }),
    ...(header !== undefined && { header }),
    oauthSettings: files.filter(
      (file) => file.type === OAUTH_SETTINGS_TYPE && ownerIn(file) === name,
    ),
    ...(hub !== undefined && { hub: inHub(name, hub) }),
  };
}

function inHub(name: string, hub: HubKnowledge): AppInHub {
  const globalOauth = hub.globalOauth.find(({ app }) => app === name);
  return {
    orgId: hub.orgId,
    allowsLinkedOrg: hub.allowsLinkedOrg,
    readAt: hub.readAt,
    ...(globalOauth !== undefined && { globalOauth }),
    policies: hub.policies.flatMap((component) => {
      const read = readFile({ ...component, path: component.fullName });
      return read.kind === 'file' && ownerIn(read.file) === name ? [read.file] : [];
    }),
  };
}
