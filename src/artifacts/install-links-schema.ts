import { z } from 'zod';

const text = z.string();
const componentSchema = z.object({
  type: text.describe('Metadata type, such as ExternalClientApplication.'),
  fullName: text,
});
const versionId = z
  .string()
  .regex(/^04t[a-zA-Z0-9]{12}([A-Z0-5]{3})?$/)
  .describe('Id of a package version in every org (SubscriberPackageVersion).');

const linkSchema = z.object({
  audience: z
    .enum(['production', 'sandbox', 'my-domain', 'rehearsal'])
    .describe('Who the link is for. Readers must expect values that are added later.'),
  label: text,
  url: z.url().nullable().describe('Null: this version cannot be installed there, see why.'),
  installable: z.boolean(),
  why: text.optional().describe('Why it cannot be installed there.'),
});

const packageSchema = z.object({
  name: text,
  id: z.string().regex(/^0Ho[a-zA-Z0-9]{12}([A-Z0-5]{3})?$/),
  namespace: text,
  description: text,
});

const versionSchema = z.object({
  number: text.describe('major.minor.patch'),
  build: z.int().nonnegative(),
  name: text,
  state: z
    .enum(['beta', 'released'])
    .describe('A beta can be installed only in sandboxes and scratch orgs.'),
  versionId,
  packageVersionId: z
    .string()
    .regex(/^05i[a-zA-Z0-9]{12}([A-Z0-5]{3})?$/)
    .describe('Id of the version in its hub (Package2Version).'),
  createdAt: text.describe('ISO 8601, when the hub made the version.'),
  validation: z
    .enum(['full', 'skipped'])
    .describe('Skipped: a throw-away build, which can never be released.'),
  hasPassedCodeCoverage: z.boolean(),
  ancestorVersionId: versionId.optional().describe('The version that this one can upgrade.'),
  releaseNotesUrl: text.optional(),
  postInstallUrl: text.optional(),
});

const contentsSchema = z
  .discriminatedUnion('by', [
    z.object({ by: z.literal('package-zip'), components: z.array(componentSchema) }),
    z.object({ by: z.literal('file-count'), files: z.int().nonnegative() }),
    z.object({ by: z.literal('nothing'), why: text }),
  ])
  .describe('How it was made sure that the built version holds what it should.');

const afterInstallSchema = z.object({
  policiesArePackaged: z
    .literal(false)
    .describe('Policies belong to the org they are set in: every org starts with the defaults.'),
  defaults: z.object({
    permittedUsersPolicyType: z.literal('AllSelfAuthorized'),
    ipRelaxationPolicyType: z.literal('Enforce'),
  }),
  steps: z.array(text).describe('What an admin of the org looks at after the install, in order.'),
});

/** The written form of install-links.json; install-links.schema.json is made from it. */
const installLinksSchema = z
  .object({
    kind: z.literal('eca-release/install-links'),
    formatVersion: z.literal(1).describe('Readers must refuse a number that they do not know.'),
    rehearsal: z.boolean().describe('True: nothing was released and nothing can be installed.'),
    rehearsalNote: text.optional(),
    package: packageSchema,
    version: versionSchema,
    installationKey: z.object({
      needed: z.boolean(),
      note: text.optional().describe('How the installer gets the key. The key is never in a file.'),
    }),
    links: z.array(linkSchema),
    command: z
      .object({ line: text, notes: z.array(text) })
      .describe('The install with the Salesforce CLI.'),
    apps: z.array(z.object({ name: text, label: text, components: z.array(componentSchema) })),
    contents: contentsSchema,
    afterInstall: afterInstallSchema,
    source: z
      .object({
        releaseKey: text.describe('The Tag of the version in the hub.'),
        digest: text.describe('SHA-256 of what was packaged, lower-case hex.'),
        commit: text.optional(),
      })
      .describe('What the version was built from.'),
    hub: z.object({ orgId: text, instanceUrl: text }),
  })
  .meta({
    title: 'Install links of a package version',
    description:
      'install-links.json as eca-release writes it. Fields may be added; none changes its meaning.',
  });

export type InstallLinks = z.infer<typeof installLinksSchema>;

/** The published JSON schema. It lets unknown fields pass, so that it can validate files of later versions. */
export function installLinksJsonSchema(): unknown {
  return z.toJSONSchema(installLinksSchema, { io: 'input', target: 'draft-2020-12' });
}
