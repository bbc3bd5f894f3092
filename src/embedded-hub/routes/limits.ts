import { limitUsage } from '../state/daily-limits.ts';
import type { LimitUsage } from '../state/daily-limits.ts';
import type { Org } from '../state/org.ts';

/** What every org has, as an Enterprise Edition org shows it when nobody uses it. Nothing here counts against these. */
const UNUSED: Readonly<Record<string, number>> = {
  ConcurrentAsyncGetReportInstances: 200,
  ConcurrentSyncReportRuns: 20,
  DailyApiRequests: 100_000,
  DailyAsyncApexExecutions: 250_000,
  DailyBulkApiBatches: 15_000,
  DailyBulkV2QueryFileStorageMB: 976_562,
  DailyBulkV2QueryJobs: 10_000,
  DailyGenericStreamingApiEvents: 10_000,
  DailyStreamingApiEvents: 200_000,
  DailyWorkflowEmails: 1000,
  DataStorageMB: 10_240,
  FileStorageMB: 10_240,
  HourlyAsyncReportRuns: 1200,
  HourlySyncReportRuns: 500,
  HourlyTimeBasedWorkflow: 1000,
  MassEmail: 5000,
  PermissionSets: 1500,
  SingleEmail: 5000,
};

const UNUSED_OF_HUBS: Readonly<Record<string, number>> = {
  ActiveScratchOrgs: 40,
  DailyScratchOrgs: 80,
};

/** The limits resource: only the limits on package versions are kept count of. */
export function limitsOf({ hub, settings }: Org): Readonly<Record<string, LimitUsage>> {
  if (!settings.isDevHub) return unused(UNUSED);
  return {
    ...unused({ ...UNUSED, ...UNUSED_OF_HUBS }),
    Package2VersionCreates: limitUsage(hub, 'Package2VersionCreates'),
    Package2VersionCreatesWithoutValidation: limitUsage(
      hub,
      'Package2VersionCreatesWithoutValidation',
    ),
  };
}

function unused(limits: Readonly<Record<string, number>>): Record<string, LimitUsage> {
  return Object.fromEntries(
    Object.entries(limits).map(([name, Max]) => [name, { Max, Remaining: Max }]),
  );
}
