import { valueOf, type MetadataFile } from './metadata-file.ts';

const DAYS: Readonly<Record<string, number>> = { Hours: 1 / 24, Days: 1, Months: 30 };

/** How long a refresh token is valid by a policy, in days; nothing where it does not say. */
export function validityDays(policies: MetadataFile): number | undefined {
  const period = Number(valueOf(policies, 'refreshTokenValidityPeriod') ?? Number.NaN);
  const unit = DAYS[valueOf(policies, 'refreshTokenValidityUnit') ?? ''];
  return Number.isNaN(period) || unit === undefined ? undefined : period * unit;
}
