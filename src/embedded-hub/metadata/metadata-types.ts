/** Directory and suffix in the metadata format, and the first API version that has the type. */
export interface MetadataType {
  readonly name: string;
  readonly directory: string;
  readonly suffix: string;
  readonly since: number;
}

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

export function metadataTypeNamed(name: string): MetadataType | undefined {
  return TYPES.find((candidate) => candidate.name === name);
}

export function metadataTypeForFile(path: string): MetadataType | undefined {
  return TYPES.find((candidate) => path.endsWith(`.${candidate.suffix}`));
}

export function externalClientAppTypes(): readonly MetadataType[] {
  return TYPES;
}

function type(name: string, directory: string, suffix: string, since: number): MetadataType {
  return { name, directory, suffix, since };
}
