import type { AppPolicies, AppSettings, TrustedIpRange } from './app-settings.ts';
import type { AppClosure } from './closure.ts';
import type { Component } from './component.ts';
import { metadataDocument, type MetadataDocument } from './metadata-document.ts';
import { OAUTH_SETTINGS_TYPE } from './metadata-types.ts';

/** What a customer's admin has to know of an app, from its settings and from the policies it has in the hub. */
export function settingsOf({ components, policies }: AppClosure): AppSettings {
  const oauth = documentOf(components, OAUTH_SETTINGS_TYPE);
  return {
    scopes: list(oauth?.text('commaSeparatedOauthScopes')),
    trustedIpRanges: (oauth?.parts('trustedIpRanges') ?? []).flatMap(rangeOf),
    ...(policies.length > 0 && { policies: policiesOf(policies) }),
  };
}

function policiesOf(components: readonly Component[]): AppPolicies {
  const oauth = documentOf(components, 'ExtlClntAppOauthConfigurablePolicies');
  const app = documentOf(components, 'ExtlClntAppConfigurablePolicies');
  const refreshToken = oauth?.text('refreshTokenPolicyType');
  const period = numberOf(oauth?.text('refreshTokenValidityPeriod'));
  return {
    ...present('permittedUsers', oauth?.text('permittedUsersPolicyType')),
    profiles: list(oauth?.text('commaSeparatedProfile')),
    permissionSets: list(oauth?.text('commaSeparatedPermissionSet')),
    ...present('ipRelaxation', oauth?.text('ipRelaxationPolicyType')),
    ...(refreshToken !== undefined && {
      refreshToken: {
        policy: refreshToken,
        ...present('period', period),
        ...present('unit', oauth?.text('refreshTokenValidityUnit')),
      },
    }),
    ...present('requiredSessionLevel', oauth?.text('requiredSessionLevel')),
    ...present('sessionTimeoutInMinutes', numberOf(oauth?.text('sessionTimeoutInMinutes'))),
    usesClientCredentials: oauth?.text('isClientCredentialsFlowEnabled') === 'true',
    ...present('startUrl', app?.text('startUrl') ?? oauth?.text('startUrl')),
  };
}

function documentOf(components: readonly Component[], type: string): MetadataDocument | undefined {
  const component = components.find((candidate) => candidate.type === type);
  return component === undefined ? undefined : metadataDocument(component);
}

function rangeOf(part: ReadonlyMap<string, string>): readonly TrustedIpRange[] {
  const start = part.get('startIpAddress');
  const end = part.get('endIpAddress');
  const description = part.get('description');
  if (start === undefined || end === undefined) return [];
  return [{ start, end, ...(description !== undefined && description !== '' && { description }) }];
}

/** Setup writes lists with ", " between; hand-written files also without the blank. */
function list(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function present<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: Value });
}
