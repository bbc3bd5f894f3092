import { readFileSync } from 'node:fs';

/** A type in the metadata format, and the first API version that has it (0: not known). */
export interface MetadataType {
  readonly name: string;
  readonly directory: string;
  /** Undefined: a component is a folder of files. */
  readonly suffix: string | undefined;
  readonly since: number;
  /** Its components lie in folders, which are components of this type. */
  readonly folderType?: string;
  readonly isFolder?: boolean;
  /** The content is in one file, what describes it in `-meta.xml` beside it. */
  readonly hasMetaFile?: boolean;
  readonly children?: readonly string[];
}

const REGISTRY = new URL('metadata-registry.json', import.meta.url);

// Directory and suffix: the registry of @salesforce/source-deploy-retrieve 13.7; versions: Metadata API reference 67.0.
const TYPES: readonly MetadataType[] = [
  type('ExternalClientApplication', 'externalClientApps', 'eca', 59),
  type('ExtlClntAppAttestConfigurablePolicies', 'extlClntAppAttestPolicies', 'ecaAttestPlcy', 66),
  type('ExtlClntAppAttestSettings', 'extlClntAppAttestSettings', 'ecaAttest', 66),
  type('ExtlClntAppCanvasSettings', 'extlClntAppCanvasSettings', 'ecaCanvas', 66),
  type('ExtlClntAppConfigurablePolicies', 'extlClntAppPolicies', 'ecaPlcy', 60),
  type('ExtlClntAppGlobalOauthSettings', 'extlClntAppGlobalOauthSets', 'ecaGlblOauth', 59),
  type('ExtlClntAppMobileConfigurablePolicies', 'extlClntAppMobilePolicies', 'ecaMobilePlcy', 64),
  type('ExtlClntAppMobileSettings', 'extlClntAppMobileSettings', 'ecaMobile', 64),
  type('ExtlClntAppNotificationSettings', 'extlClntAppNotifSettings', 'ecaNotifications', 64),
  type('ExtlClntAppOauthConfigurablePolicies', 'extlClntAppOauthPolicies', 'ecaOauthPlcy', 59),
  type(
    'ExtlClntAppOauthSecuritySettings',
    'extlClntAppOauthSecuritySettings',
    'ecaOauthSecurity',
    67,
  ),
  type('ExtlClntAppOauthSettings', 'extlClntAppOauthSettings', 'ecaOauth', 59),
  type('ExtlClntAppPushConfigurablePolicies', 'extlClntAppPushPolicies', 'ecaPushPlcy', 64),
  type('ExtlClntAppPushSettings', 'extlClntAppPushSettings', 'ecaPush', 64),
  type(
    'ExtlClntAppSamlConfigurablePolicies',
    'extlClntAppSamlConfigurablePolicies',
    'ecaSamlPlcy',
    63,
  ),
];

export function externalClientAppTypes(): readonly MetadataType[] {
  return TYPES;
}

let registry: readonly MetadataType[] | undefined;

/** Every type of Salesforce's registry (scripts/write-metadata-types.ts), read when somebody first asks for another type. */
export function allMetadataTypes(): readonly MetadataType[] {
  registry ??= (JSON.parse(readFileSync(REGISTRY, 'utf8')) as Omit<MetadataType, 'since'>[]).map(
    (row) => TYPES.find(({ name }) => name === row.name) ?? { since: 0, ...row },
  );
  return registry;
}

/** Of child types too (`CustomField`), which have no files of their own. */
export function metadataTypeNamed(name: string): MetadataType | undefined {
  return (
    TYPES.find((candidate) => candidate.name === name) ??
    allMetadataTypes().find((candidate) => candidate.name === name) ??
    childTypeNamed(name)
  );
}

function childTypeNamed(name: string): MetadataType | undefined {
  const parent = allMetadataTypes().find(({ children }) => children?.includes(name));
  if (parent === undefined) return undefined;
  const { directory, suffix, since } = parent;
  return { name, directory, suffix, since };
}

export function externalClientAppTypeForFile(path: string): MetadataType | undefined {
  return TYPES.find((candidate) => path.endsWith(`.${candidate.suffix}`));
}

function type(name: string, directory: string, suffix: string, since: number): MetadataType {
  return { name, directory, suffix, since };
}
