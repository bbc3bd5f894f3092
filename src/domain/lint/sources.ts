/** Where a rule comes from. */
export interface Source {
  readonly name: string;
  readonly url: string;
}

const META = 'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_';
const PACKAGING =
  'https://developer.salesforce.com/docs/atlas.en-us.packagingGuide.meta/packagingGuide/';
const HELP = 'https://help.salesforce.com/s/articleView?type=5&id=xcloud.';

export const SOURCES = {
  app: {
    name: 'Metadata API: ExternalClientApplication',
    url: `${META}externalclientapplication.htm`,
  },
  oauthSettings: {
    name: 'Metadata API: ExtlClntAppOauthSettings',
    url: `${META}extlclntappoauthsettings.htm`,
  },
  globalOauth: {
    name: 'Metadata API: ExtlClntAppGlobalOauthSettings',
    url: `${META}extlclntappglobaloauthsettings.htm`,
  },
  policies: {
    name: 'Metadata API: ExtlClntAppOauthConfigurablePolicies',
    url: `${META}extlclntappoauthconfigurablepolicies.htm`,
  },
  saml: {
    name: 'Metadata API: ExtlClntAppSamlConfigurablePolicies',
    url: `${META}extlclntappsamlconfigurablepolicies.htm`,
  },
  push: {
    name: 'Metadata API: ExtlClntAppPushSettings',
    url: `${META}extlclntapppushsettings.htm`,
  },
  packageable: {
    name: 'Packaging guide: components available in packages',
    url: `${PACKAGING}packaging_packageable_components.htm`,
  },
  mandate: {
    name: 'Packaging guide: Secure Your Connected Apps and External Client Apps',
    url: `${PACKAGING}secure_code_ac_eca.htm`,
  },
  configurePackageable: {
    name: 'Salesforce Help: Configure Packageable External Client Apps',
    url: `${HELP}configure_packageable_external_client_apps.htm`,
  },
  notOnDevHub: {
    name: 'Salesforce Help: Package an External Client App That Is Not on the Dev Hub',
    url: `${HELP}package_eca_not_on_dev_hub.htm`,
  },
  associate: {
    name: 'Salesforce Help: Associate and Disassociate External Client Apps',
    url: `${HELP}associate_and_disassociate_external_client_apps.htm`,
  },
  configureOauth: {
    name: 'Salesforce Help: Configure the External Client App OAuth Settings',
    url: `${HELP}configure_external_client_app_oauth_settings.htm`,
  },
  configurePolicies: {
    name: 'Salesforce Help: External Client App OAuth Policies',
    url: `${HELP}external_client_app_oauth_policies_configuration.htm`,
  },
  idleLimit: {
    name: 'Salesforce Help: Limit the Idle Refresh Token TTL in External Client Apps',
    url: `${HELP}eca_limit_idle_refresh_token_ttl.htm`,
  },
  allowlist: {
    name: 'Salesforce Help: Set an IP Allowlist for Refresh Tokens',
    url: `${HELP}set_ip_allowlist_for_refresh_tokens.htm`,
  },
  review: {
    name: 'Salesforce Help: Review External Client Apps (security controls)',
    url: `${HELP}shr_external_client_apps.htm`,
  },
  oauthPractice: {
    name: 'RFC 9700: Best Current Practice for OAuth 2.0 Security',
    url: 'https://www.rfc-editor.org/rfc/rfc9700',
  },
  registry: {
    name: 'Metadata registry of source-deploy-retrieve',
    url: 'https://github.com/forcedotcom/source-deploy-retrieve/blob/main/src/registry/metadataRegistry.json',
  },
} as const satisfies Record<string, Source>;
