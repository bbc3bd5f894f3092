import { z } from 'zod';
import type { ReleasePlan } from '../domain/plan/release-plan.ts';

const text = z.string();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const ancestorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('version'), versionId: text, number: text }),
  z.object({ kind: z.literal('none') }),
  z
    .object({ kind: z.literal('impossible'), why: text })
    .describe('The number has no place in the line of versions; in no plan that was saved.'),
]);

const versionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('build') }).describe('Asked for, and paid for with a slot.'),
  z
    .object({ kind: z.literal('build-again'), failedRequestId: text })
    .describe('Failed with the same contents, and is asked for once more.'),
  z
    .object({ kind: z.literal('adopt'), versionId: text, isReleased: z.boolean(), because: text })
    .describe('There already: nothing is built.'),
  z.object({ kind: z.literal('wait'), requestId: text }).describe('Being built already.'),
  z
    .object({ kind: z.literal('refused'), why: text })
    .describe('A release would be refused; in no plan that was saved.'),
]);

const packageSchema = z.object({
  name: text,
  package: z.discriminatedUnion('action', [
    z.object({ action: z.literal('reuse'), id: text }),
    z.object({ action: z.literal('create'), namespace: text }),
  ]),
  number: text.describe('major.minor.patch'),
  numberOrigin: text.describe('Where the number comes from, for people.'),
  ancestor: ancestorSchema,
  components: z.array(
    z.object({
      key: text.describe('Type:FullName'),
      digest: text.describe('SHA-256 of the normalized text.'),
      from: z.enum(['hub', 'workspace']),
    }),
  ),
  releaseKey: text.describe('The tag by which the version is found in the hub.'),
  version: versionSchema,
});

const fileSchema = z.object({
  path: text.describe('Relative to the project.'),
  action: z.enum(['create', 'update', 'remove']),
  before: sha256.nullable().describe('SHA-256 of what is there; null where there is no file.'),
  after: sha256.nullable().describe('SHA-256 of what will be there; null where the file goes.'),
  diff: text
    .exactOptional()
    .describe('Unified; absent for what is removed, and where the file holds a secret now.'),
});

/** The written form of a plan; plan.schema.json is made from it. */
export const planSchema = z
  .object({
    kind: z.literal('eca-release/plan'),
    formatVersion: z.literal(1).describe('Readers must refuse a number that they do not know.'),
    madeAt: text.describe('ISO 8601, UTC.'),
    rehearsal: z.boolean().describe('True: the hub is on the machine that made the plan.'),
    hub: z.object({ orgId: text, username: text, instanceUrl: text, apiVersion: text }),
    asked: z
      .object({
        promote: z.boolean(),
        retryFailed: z.boolean(),
        acceptRemovedMetadata: z.boolean(),
      })
      .describe('The flags that decide what is done; release --plan takes them from here.'),
    settings: z
      .record(text, text)
      .describe('The settings that decide what is done: a path and its value.'),
    sourceApiVersion: text,
    commit: text.nullable().describe('Named by the version; null without a commit.'),
    reads: z
      .array(z.object({ what: text, found: text }))
      .describe('What was asked, and what came.'),
    packages: z.array(packageSchema),
    files: z.array(fileSchema).describe('Files that will be written or removed.'),
    workspace: z
      .record(text, sha256.nullable())
      .describe('What lies there now, of all files that a release keeps in shape.'),
    records: z
      .array(
        z.object({
          action: z.enum(['create', 'update']),
          object: text,
          what: text,
          fields: z.record(text, text),
        }),
      )
      .describe('Records that will be made or changed in the hub.'),
    slots: z
      .array(
        z.object({
          limit: text.describe('As Salesforce calls it in /limits.'),
          spends: z.int().positive(),
          remaining: z.int().nullable().describe('Null where the hub does not tell.'),
          max: z.int().nullable(),
        }),
      )
      .describe('Only limits that something is spent of.'),
  })
  .meta({
    title: 'Plan of a release',
    description:
      'What eca-release plan saves, and release --plan does. Fields may be added; none changes its meaning.',
  }) satisfies z.ZodType<ReleasePlan>;

/** The published JSON schema. It lets unknown fields pass, so that it can validate files of later versions. */
export function planJsonSchema(): unknown {
  return z.toJSONSchema(planSchema, { io: 'input', target: 'draft-2020-12' });
}
