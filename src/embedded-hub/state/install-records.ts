import { z } from 'zod';

const audited = { id: z.string(), createdAt: z.string(), modifiedAt: z.string() };

/** A package in an org. One that was uninstalled is kept: its publisher still sees that it was there. */
export const installRecordSchema = z.strictObject({
  ...audited,
  orgId: z.string(),
  packageId: z.string(),
  /** The 05i id of the version that is, or was last, installed. */
  versionId: z.string(),
  isInstalled: z.boolean(),
});

export const installRequestRecordSchema = z.strictObject({
  ...audited,
  orgId: z.string(),
  versionId: z.string(),
  nameConflictResolution: z.string(),
  securityType: z.string(),
  source: z.string().nullable(),
  enableRss: z.boolean(),
  upgradeType: z.string().nullable(),
  apexCompileType: z.string().nullable(),
  skipHandlers: z.string().nullable(),
  /** Epoch ms. */
  endsAtMs: z.number(),
  /** What kept the version out; null while the install is under way. */
  problems: z.array(z.string()).nullable(),
});

export const uninstallRequestRecordSchema = z.strictObject({
  ...audited,
  orgId: z.string(),
  versionId: z.string(),
  /** Epoch ms. */
  endsAtMs: z.number(),
  problems: z.array(z.string()).nullable(),
});

export type InstallRecord = z.infer<typeof installRecordSchema>;
export type InstallRequestRecord = z.infer<typeof installRequestRecordSchema>;
export type UninstallRequestRecord = z.infer<typeof uninstallRequestRecordSchema>;
