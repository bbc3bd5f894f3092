/** The elements a type may have (Metadata API reference 67.0), for the types whose reference page is known in full. */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  ExternalClientApplication: [
    'contactEmail',
    'contactPhone',
    'description',
    'distributionState',
    'iconUrl',
    'infoUrl',
    'isProtected',
    'label',
    'logoUrl',
    'managedType',
    'orgScopedExternalApp',
  ],
  ExtlClntAppOauthSettings: [
    'areAttributesIncludedInAssetToken',
    'areCustomPermsIncludedInAssetToken',
    'assetTokenAudiences',
    'assetTokenSigningCertificate',
    'assetTokenValidity',
    'clientAssertionCertificate',
    'commaSeparatedOauthScopes',
    'customAttributes',
    'externalClientApplication',
    'isFirstPartyAppEnabled',
    'label',
    'oauthLink',
    'singleLogoutUrl',
    'trustedIpRanges',
  ],
};

export function elementsOf(type: string): readonly string[] | undefined {
  return ELEMENTS[type];
}
