import { z } from 'zod';
import { appSchema } from './app-schema.ts';
import { faultSchema } from '../faults/fault.ts';
import { BUILD_STEPS } from '../packaging/build-steps.ts';
import { isWellFormedId } from '../state/record-id.ts';
import { PERMISSIONS } from '../state/user-permissions.ts';

const orgId = z
  .string()
  .refine(
    (id) => id.startsWith('00D') && isWellFormedId(id),
    'is not an org id (00D…, 15 or 18 characters)',
  );

const namespacePrefix = z
  .string()
  .regex(
    /^[a-z](?:_?[a-z0-9]){0,14}$/i,
    'is not a namespace (at most 15 letters, digits and underscores)',
  );

const orgSchema = z.strictObject({
  id: orgId,
  name: z.string().min(1),
  instance: z.string().default('USA1S'),
  edition: z.string().default('Enterprise Edition'),
  isSandbox: z.boolean().default(false),
  isDevHub: z.boolean().default(true),
  secondGenerationPackaging: z.boolean().default(true),
  namespace: namespacePrefix.nullable().default(null),
  /** Only of a trial. */
  trialEndsAt: z.iso.datetime().optional(),
});

const loginSchema = z.strictObject({
  username: z
    .string()
    .regex(/^[^@\s]+@[^@\s]+$/, 'is not a username (it looks like an email address)'),
  userName: z.string().default('Hub Admin'),
  clientId: z.string().default('PlatformCLI'),
  accessToken: z
    .string()
    .regex(/^00D\w{12,15}![.\w]*$/, 'is not a session id (00D…!…)')
    .optional(),
  refreshToken: z.string().min(1).optional(),
  /** Absent: the client is a public one, as PlatformCLI is. */
  clientSecret: z.string().min(1).optional(),
  /** Where a login in the browser may lead back to. */
  callbackUrls: z.array(z.url()).default(['http://localhost:1717/OauthRedirect']),
  /** Does every renewal hand out a new refresh token and use the old one up? */
  refreshTokenRotation: z.boolean().default(false),
  /** How long a session lasts without a request. */
  sessionMinutes: z.number().positive().default(120),
  /** What the user may not do; everything else they may. */
  lacksPermissions: z.array(z.enum(PERMISSIONS)).optional(),
  /** PEM of the public key or certificate whose private key signs JWT logins. */
  jwtCertificate: z.string().includes('-----BEGIN').optional(),
});

const rawMetadataSchema = z.strictObject({
  type: z.string().min(1),
  name: z.string().min(1),
  xml: z.string().min(1),
  /** Needed only for types that the hub does not know. */
  directory: z.string().optional(),
  suffix: z.string().optional(),
});

/** An org is described in one way, whatever it is: the Dev Hub at the top level, the others under `orgs`. */
const orgSeed = {
  login: loginSchema,
  apps: z.array(appSchema).default([]),
  /** So many apps more, made from a pattern: Generated_App_00001 and on. */
  generate: z.int().min(0).max(50_000).default(0),
  metadata: z.array(rawMetadataSchema).default([]),
};

export const otherOrgSchema = z.strictObject({
  org: orgSchema.extend({
    isDevHub: z.literal(false).default(false),
    secondGenerationPackaging: z.literal(false).default(false),
  }),
  ...orgSeed,
});

const namespaceSchema = z.strictObject({ prefix: namespacePrefix, org: orgId });

const limitsSchema = z.strictObject({
  Package2VersionCreates: z.int().nonnegative().default(6),
  Package2VersionCreatesWithoutValidation: z.int().nonnegative().default(500),
});

const milliseconds = z.int().nonnegative().default(0);

const buildStepsSchema = z.partialRecord(z.enum(BUILD_STEPS), z.int().nonnegative());

const seededVersionSchema = z.strictObject({
  number: z.string().regex(/^\d+\.\d+\.\d+\.\d+$/, 'is not major.minor.patch.build'),
  name: z.string().optional(),
  description: z.string().optional(),
  released: z.boolean().default(false),
  deprecated: z.boolean().default(false),
  tag: z.string().optional(),
  branch: z.string().optional(),
  installationKey: z.string().optional(),
  /** The number of another version of this package, listed before this one. */
  ancestor: z.string().optional(),
  /** "Package@number" of versions of packages listed before this one. */
  dependencies: z.array(z.string().regex(/^.+@[\d.]+$/, 'is not Package@number')).optional(),
  validated: z.boolean().default(true),
  coverage: z.boolean().default(true),
  /** "Type:Name" of what is in it. */
  components: z.array(z.string().regex(/^\w+:\S+$/, 'is not Type:Name')).default([]),
});

const seededPackageSchema = z.strictObject({
  name: z.string().min(1),
  namespace: namespacePrefix.nullable().default(null),
  type: z.enum(['Managed', 'Unlocked']).default('Managed'),
  description: z.string().optional(),
  deprecated: z.boolean().default(false),
  versions: z.array(seededVersionSchema).default([]),
});

export const seedSchema = z.strictObject({
  org: orgSchema,
  ...orgSeed,
  /** The orgs beside the Dev Hub: of a namespace, or of customers. */
  orgs: z.array(otherOrgSchema).default([]),
  /** So many customers' production orgs more, made from a pattern. */
  subscribers: z.int().min(0).max(1000).default(0),
  namespaces: z.array(namespaceSchema).default([]),
  limits: limitsSchema.prefault({}),
  /** Used when the caller names none and none is remembered. */
  port: z.int().min(0).max(65_535).optional(),
  apiVersions: z
    .strictObject({ oldest: z.int().min(20).default(51), newest: z.int().max(99).default(68) })
    .prefault({}),
  buildMs: z.int().nonnegative().default(1500),
  /** How long the statuses of a build last, in ms; each replaces its equal part of `buildMs`. */
  buildSteps: buildStepsSchema.prefault({}),
  /** From when a version is there until other orgs can get it, in ms. */
  publishDelayMs: milliseconds,
  installMs: milliseconds,
  uninstallMs: milliseconds,
  /** How long the push into one org takes. */
  pushMs: milliseconds,
  /** How long a Bulk API job takes. */
  bulkMs: milliseconds,
  pageSize: z.int().positive().default(200),
  packages: z.array(seededPackageSchema).default([]),
  faults: z.array(faultSchema).default([]),
});

export type Seed = z.infer<typeof seedSchema>;
/** What the seed says of any one org. */
export interface OrgSeed {
  readonly org: z.infer<typeof orgSchema>;
  readonly login: z.infer<typeof loginSchema>;
  readonly apps: z.infer<typeof appSchema>[];
  readonly generate: number;
  readonly metadata: z.infer<typeof rawMetadataSchema>[];
}
export type SeededPackage = Seed['packages'][number];
export type SeededVersion = SeededPackage['versions'][number];
