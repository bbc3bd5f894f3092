import { z } from 'zod';
import type { HubRecords } from './hub-records.ts';
import {
  installRecordSchema,
  installRequestRecordSchema,
  uninstallRequestRecordSchema,
} from './install-records.ts';
import {
  bulkJobRecordSchema,
  pushJobRecordSchema,
  pushRequestRecordSchema,
} from './push-records.ts';

const audited = { id: z.string(), createdAt: z.string(), modifiedAt: z.string() };

const planned = {
  packageId: z.string(),
  number: z.strictObject({
    major: z.int(),
    minor: z.int(),
    patch: z.int(),
    build: z.int(),
  }),
  ancestorId: z.string().nullable(),
  dependencies: z.array(z.string()),
  components: z.array(z.string()),
  contents: z.record(z.string(), z.string()).default({}),
  fileCount: z.int(),
  byteCount: z.int(),
  validatedAsync: z.boolean(),
  validatedAtMs: z.number().nullable(),
  coverageCalculated: z.boolean(),
  hasMetadataRemoved: z.boolean(),
  buildSeconds: z.int(),
  language: z.string().nullable(),
  releaseNotesUrl: z.string().nullable(),
  postInstallUrl: z.string().nullable(),
  developerZipBase64: z.string().nullable(),
  name: z.string(),
  description: z.string().nullable(),
  tag: z.string().nullable(),
  branch: z.string().nullable(),
  installKeyHash: z.string().nullable(),
};

/** Guards what is read back: a state file is edited by hand sooner or later. Defaults are for files of older hubs. */
export const recordsSchema: z.ZodType<HubRecords> = z.strictObject({
  orgId: z.string(),
  port: z.int().nullable(),
  serials: z.record(z.string(), z.int()),
  packages: z.array(
    z.strictObject({
      ...audited,
      subscriberPackageId: z.string(),
      name: z.string(),
      description: z.string().nullable(),
      namespace: z.string().nullable(),
      containerOptions: z.enum(['Managed', 'Unlocked']),
      isOrgDependent: z.boolean(),
      errorUsername: z.string().nullable(),
      isDeprecated: z.boolean(),
      appAnalyticsEnabled: z.boolean().default(false),
      recommendedVersionId: z.string().nullable().default(null),
    }),
  ),
  versions: z.array(
    z.strictObject({
      ...audited,
      ...planned,
      subscriberVersionId: z.string(),
      isReleased: z.boolean(),
      isDeprecated: z.boolean(),
      publishedAtMs: z.number().default(0),
    }),
  ),
  createRequests: z.array(
    z.strictObject({
      ...audited,
      packageId: z.string(),
      tag: z.string().nullable(),
      branch: z.string().nullable(),
      hasInstallKey: z.boolean(),
      calculateCodeCoverage: z.boolean(),
      skipValidation: z.boolean(),
      asyncValidation: z.boolean(),
      wantsDeveloperZip: z.boolean(),
      calcTransitiveDependencies: z.boolean().default(false),
      dependencyGraph: z.string().nullable().default(null),
      language: z.string().nullable(),
      startedAtMs: z.number(),
      buildMs: z.int(),
      stepsMs: z.array(z.number()).default([]),
      problems: z.array(z.string()),
      planned: z.strictObject(planned).nullable(),
      versionId: z.string().nullable(),
    }),
  ),
  installs: z.array(installRecordSchema).default([]),
  installRequests: z.array(installRequestRecordSchema).default([]),
  uninstallRequests: z.array(uninstallRequestRecordSchema).default([]),
  pushRequests: z.array(pushRequestRecordSchema).default([]),
  pushJobs: z.array(pushJobRecordSchema).default([]),
  bulkJobs: z.array(bulkJobRecordSchema).default([]),
  limitsUsed: z.strictObject({ day: z.string(), used: z.record(z.string(), z.int()) }),
  seededPackages: z.array(z.string()),
  grants: z
    .array(
      z.strictObject({
        orgId: z.string(),
        clientId: z.string(),
        scopes: z.array(z.string()),
        tokenHash: z.string().nullable(),
        usedHashes: z.array(z.string()),
      }),
    )
    .default([]),
});
