/** What an app's developer decided, as far as a customer's admin has to know it. Values are Salesforce's own words. */
export interface AppSettings {
  /** OAuth scopes by their metadata names: Api, RefreshToken. */
  readonly scopes: readonly string[];
  /** Addresses from which the app may log users in without a further check. */
  readonly trustedIpRanges: readonly TrustedIpRange[];
  /** The developer's own policies: not packaged, so the admin of every org sets them anew. Absent where nobody set any. */
  readonly policies?: AppPolicies;
}

export interface TrustedIpRange {
  readonly start: string;
  readonly end: string;
  readonly description?: string;
}

/** ExtlClntAppOauthConfigurablePolicies and ExtlClntAppConfigurablePolicies (Metadata API), the fields that guide an admin. */
export interface AppPolicies {
  /** AllSelfAuthorized or AdminApprovedPreAuthorized */
  readonly permittedUsers?: string;
  readonly profiles: readonly string[];
  readonly permissionSets: readonly string[];
  /** Enforce, Bypass, Bypass_2factor or Enforce_RelaxRefresh */
  readonly ipRelaxation?: string;
  readonly refreshToken?: {
    /** Infinite, SpecificInactivity, SpecificLifetime or Zero */
    readonly policy: string;
    readonly period?: number;
    /** Days, Hours or Months */
    readonly unit?: string;
  };
  /** STANDARD, LOW or HIGH_ASSURANCE */
  readonly requiredSessionLevel?: string;
  readonly sessionTimeoutInMinutes?: number;
  /** Whether the developer's org uses the client credentials flow; its run-as user is a user of that org and is not told. */
  readonly usesClientCredentials: boolean;
  readonly startUrl?: string;
}
