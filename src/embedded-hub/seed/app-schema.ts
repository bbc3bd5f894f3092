import { z } from 'zod';

const apiName = z
  .string()
  .regex(
    /^[a-zA-Z](?:_?[a-zA-Z0-9])*$/,
    'is not an API name (letters, digits and single underscores)',
  );

const policyValue = z.union([z.string(), z.number(), z.boolean()]);

/** `name` and `label` of a satellite, and whatever other elements the metadata type has. */
const satellite = z.strictObject({
  name: apiName.optional(),
  label: z.string().optional(),
  values: z.record(z.string(), policyValue).default({}),
});

const oauthSchema = z.strictObject({
  name: apiName.optional(),
  label: z.string().optional(),
  scopes: z.array(z.string().min(1)).min(1),
  /** The 888… id that the server made; absent: the hub makes one. */
  consumerId: z
    .string()
    .regex(/^888\w{12}$/, 'is not a consumer id (888…, 15 characters)')
    .optional(),
  singleLogoutUrl: z.string().optional(),
  isFirstPartyAppEnabled: z.boolean().default(false),
  customAttributes: z.array(z.strictObject({ key: z.string(), formula: z.string() })).default([]),
  trustedIpRanges: z
    .array(
      z.strictObject({ start: z.string(), end: z.string(), description: z.string().optional() }),
    )
    .default([]),
});

const globalOauthSchema = z.strictObject({
  name: apiName.optional(),
  label: z.string().optional(),
  callbackUrls: z.array(z.string()).default([]),
  consumerKey: z.string(),
  consumerSecret: z.string().optional(),
  flags: z
    .record(z.string().regex(/^(is|should)[A-Z]\w*$/, 'is not a flag'), z.boolean())
    .default({}),
});

const notificationSchema = z.strictObject({
  name: apiName.optional(),
  label: z.string().optional(),
  types: z
    .array(
      z.strictObject({ notificationType: z.string(), pushByDefault: z.boolean().default(true) }),
    )
    .default([]),
});

/** One External Client App with everything that belongs to it, in the words of the Setup page. */
export const appSchema = z.strictObject({
  name: apiName,
  label: z.string().optional(),
  description: z.string().optional(),
  contactEmail: z.string().default('admin@hub.example'),
  contactPhone: z.string().optional(),
  iconUrl: z.string().optional(),
  logoUrl: z.string().optional(),
  isProtected: z.boolean().default(false),
  distributionState: z.enum(['Packaged', 'Local']),
  /** The org the app was made in, when it is not the hub (15 or 18 characters). */
  originOrg: z
    .string()
    .regex(/^00D\w{12}(?:\w{3})?$/)
    .optional(),
  oauth: oauthSchema.optional(),
  globalOauth: globalOauthSchema.optional(),
  oauthPolicy: satellite.optional(),
  policy: satellite.optional(),
  oauthSecurity: satellite.optional(),
  notifications: notificationSchema.optional(),
  canvas: satellite.optional(),
});

export type SeededApp = z.infer<typeof appSchema>;
export type SeededOauth = z.infer<typeof oauthSchema>;
export type SeededGlobalOauth = z.infer<typeof globalOauthSchema>;
export type SeededSatellite = z.infer<typeof satellite>;
