import { z } from 'zod';

const text = z.string();
const versionId = z
  .string()
  .regex(/^04t[a-zA-Z0-9]{12}([A-Z0-5]{3})?$/)
  .describe('Id of a package version in every org (SubscriberPackageVersion).');

const linkSchema = z.object({
  audience: z
    .enum(['production', 'sandbox', 'my-domain', 'rehearsal'])
    .describe('Who the link is for. Readers must expect values that are added later.'),
  label: text,
  url: z.url(),
});

const versionSchema = z.object({
  number: text.describe('major.minor.patch'),
  build: z.int().nonnegative(),
  versionId,
  name: text,
  state: z
    .enum(['beta', 'released'])
    .describe('A beta can be installed only in sandboxes and scratch orgs.'),
  createdAt: text.describe('ISO 8601, when the hub made the version.'),
  needsInstallationKey: z.boolean(),
  commit: text.optional(),
  digest: text
    .optional()
    .describe('SHA-256 of what was packaged; absent where another tool built it.'),
  links: z.array(linkSchema).describe('Where it can be installed from.'),
  folder: text
    .optional()
    .describe('Where its artifacts are, relative to this file; absent where they are not there.'),
});

const packageSchema = z.object({
  name: text,
  newestReleased: versionId.optional().describe('Absent where nothing was released yet.'),
  newestBeta: versionId.optional(),
  versions: z.array(versionSchema).describe('By number and build, the highest first.'),
});

/** The written form of versions.json; versions.schema.json is made from it. */
const versionListSchema = z
  .object({
    kind: z.literal('eca-release/versions'),
    formatVersion: z.literal(1).describe('Readers must refuse a number that they do not know.'),
    rehearsal: z.boolean().describe('True: nothing was released and nothing can be installed.'),
    namespace: text,
    hub: z.object({ orgId: text, instanceUrl: text }),
    packages: z.array(packageSchema),
  })
  .meta({
    title: 'Versions of packages',
    description:
      'versions.json as eca-release writes it. Fields may be added; none changes its meaning.',
  });

export type VersionList = z.infer<typeof versionListSchema>;

/** The published JSON schema. It lets unknown fields pass, so that it can validate files of later versions. */
export function versionListJsonSchema(): unknown {
  return z.toJSONSchema(versionListSchema, { io: 'input', target: 'draft-2020-12' });
}
