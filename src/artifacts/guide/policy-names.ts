import type { AppPolicies } from '../../domain/eca/app-settings.ts';

// The words that Setup shows for the values of ExtlClntAppOauthConfigurablePolicies (Metadata API).
const PERMITTED_USERS: Readonly<Record<string, string>> = {
  AllSelfAuthorized: 'All users can self-authorize',
  AdminApprovedPreAuthorized: 'Admin approved users are pre-authorized',
};
const IP_RELAXATION: Readonly<Record<string, string>> = {
  Enforce: 'Enforce IP restrictions',
  Enforce_RelaxRefresh: 'Enforce IP restrictions, but relax for refresh tokens',
  Bypass_2factor: 'Relax IP restrictions for activated devices',
  Bypass: 'Relax IP restrictions',
};
const SESSION_LEVELS: Readonly<Record<string, string>> = {
  LOW: 'Low',
  STANDARD: 'Standard',
  HIGH_ASSURANCE: 'High assurance',
};

export const ALL_SELF_AUTHORIZED = nameIn(PERMITTED_USERS, 'AllSelfAuthorized');
export const ADMIN_APPROVED = nameIn(PERMITTED_USERS, 'AdminApprovedPreAuthorized');
export const ENFORCE = nameIn(IP_RELAXATION, 'Enforce');
export const ENFORCE_RELAX_REFRESH = nameIn(IP_RELAXATION, 'Enforce_RelaxRefresh');
export const RELAX_ACTIVATED = nameIn(IP_RELAXATION, 'Bypass_2factor');
export const RELAX = nameIn(IP_RELAXATION, 'Bypass');
export const HIGH_ASSURANCE = nameIn(SESSION_LEVELS, 'HIGH_ASSURANCE');

export function permittedUsersName(value: string): string {
  return nameIn(PERMITTED_USERS, value);
}

export function ipRelaxationName(value: string): string {
  return nameIn(IP_RELAXATION, value);
}

export function sessionLevelName(value: string): string {
  return nameIn(SESSION_LEVELS, value);
}

export function refreshTokenName({
  policy,
  period,
  unit,
}: NonNullable<AppPolicies['refreshToken']>): string {
  const time = period === undefined ? undefined : timeText(period, unit);
  switch (policy) {
    case 'Infinite':
      return 'Valid until revoked';
    case 'Zero':
      return 'Expires at once';
    case 'SpecificInactivity':
      return time === undefined ? 'Expires if not used' : `Expires if not used for ${time}`;
    case 'SpecificLifetime':
      return time === undefined ? 'Expires after a time' : `Expires after ${time}`;
    default:
      return policy;
  }
}

function timeText(period: number, unit: string | undefined): string {
  const word = (unit ?? 'Days').toLowerCase();
  return `${String(period)} ${period === 1 ? word.replace(/s$/, '') : word}`;
}

/** Values that Salesforce adds later are shown as they are. */
function nameIn(names: Readonly<Record<string, string>>, value: string): string {
  return names[value] ?? value;
}
