/**
 * Whether a scratch org definition lets apps of a linked org into a package of this hub (Salesforce Help: Package an
 * External Client App That Is Not on the Dev Hub). A text that is no JSON does not.
 */
export function allowsLinkedOrg(definition: string | undefined): boolean {
  if (definition === undefined) return false;
  try {
    const { settings }: Definition = JSON.parse(definition) as Definition;
    return settings?.externalClientAppSettings?.enablePackageEcaOauthFromDevOrg === true;
  } catch {
    return false;
  }
}

interface Definition {
  readonly settings?: {
    readonly externalClientAppSettings?: { readonly enablePackageEcaOauthFromDevOrg?: unknown };
  };
}
