/**
 * The metadata types around an External Client App, and what a release does with each. Names, folders and suffixes are
 * those of Salesforce's own registry (source-deploy-retrieve 13.7); a test compares them.
 */
export interface EcaType {
  readonly name: string;
  /** First API version that knows the type. */
  readonly since: number;
  /**
   * packaged: goes into the package. unpackageable: makes the app unfit for a package. policy: belongs to one org, and tells
   * the customers' admins what to set. kept-in-hub: not accepted by a package. secret: holds keys, never asked for.
   */
  readonly use: 'header' | 'packaged' | 'unpackageable' | 'policy' | 'kept-in-hub' | 'secret';
}

export const APP_TYPE = 'ExternalClientApplication';
export const OAUTH_SETTINGS_TYPE = 'ExtlClntAppOauthSettings';

export const ECA_TYPES: readonly EcaType[] = [
  { name: APP_TYPE, since: 59, use: 'header' },
  { name: OAUTH_SETTINGS_TYPE, since: 59, use: 'packaged' },
  { name: 'ExtlClntAppNotificationSettings', since: 64, use: 'packaged' },
  { name: 'ExtlClntAppPushSettings', since: 64, use: 'packaged' },
  { name: 'ExtlClntAppCanvasSettings', since: 66, use: 'packaged' },
  // Metadata API guide: an app with SAML has to stay Local and cannot be packaged.
  { name: 'ExtlClntAppSamlConfigurablePolicies', since: 63, use: 'unpackageable' },
  { name: 'ExtlClntAppOauthConfigurablePolicies', since: 59, use: 'policy' },
  { name: 'ExtlClntAppConfigurablePolicies', since: 60, use: 'policy' },
  { name: 'ExtlClntAppMobileSettings', since: 64, use: 'kept-in-hub' },
  { name: 'ExtlClntAppMobileConfigurablePolicies', since: 64, use: 'kept-in-hub' },
  { name: 'ExtlClntAppPushConfigurablePolicies', since: 64, use: 'kept-in-hub' },
  { name: 'ExtlClntAppAttestSettings', since: 66, use: 'kept-in-hub' },
  { name: 'ExtlClntAppAttestConfigurablePolicies', since: 66, use: 'kept-in-hub' },
  { name: 'ExtlClntAppOauthSecuritySettings', since: 67, use: 'kept-in-hub' },
  { name: 'ExtlClntAppSampleSettings', since: 59, use: 'kept-in-hub' },
  { name: 'ExtlClntAppSampleConfigurablePolicies', since: 59, use: 'kept-in-hub' },
  { name: 'ExtlClntAppGlobalOauthSettings', since: 59, use: 'secret' },
];

const BY_NAME = new Map(ECA_TYPES.map((type) => [type.name, type]));

export function ecaType(name: string): EcaType | undefined {
  return BY_NAME.get(name);
}

/** The types to ask a hub for: what decides about a package, and what guides admins; as far as the API version knows them. */
export function typesToDiscover(apiVersion: string): readonly string[] {
  return ECA_TYPES.filter(
    ({ since, use }) => since <= Number(apiVersion) && use !== 'kept-in-hub' && use !== 'secret',
  ).map(({ name }) => name);
}
