import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const REPOSITORY = join(import.meta.dirname, '..', '..');
export const WORKFLOWS = ['ci.yml', 'release.yml', 'promote.yml'] as const;

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const values = z.record(z.string(), scalar);
const step = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: values.optional(),
  run: z.string().optional(),
  shell: z.literal('bash').optional(),
  env: values.optional(),
});
const permissions = z.record(z.string(), z.enum(['read', 'write']));
const job = z.looseObject({
  if: z.string().optional(),
  needs: z.string().optional(),
  environment: z.string().optional(),
  permissions,
  'timeout-minutes': z.number(),
  outputs: z.record(z.string(), z.string()).optional(),
  steps: z.array(step),
});
const workflowSchema = z.looseObject({
  on: z.unknown(),
  permissions,
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.boolean() }),
  jobs: z.record(z.string(), job),
});
const actionSchema = z.looseObject({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: scalar })),
  outputs: z.record(z.string(), z.object({ description: z.string(), value: z.string() })),
  runs: z.object({ using: z.literal('composite'), steps: z.array(step) }),
});

export type Step = z.infer<typeof step>;
export type Job = z.infer<typeof job>;
export type Workflow = z.infer<typeof workflowSchema>;
export type Action = z.infer<typeof actionSchema>;

export function textOf(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}

export function workflowFrom(text: string): Workflow {
  return workflowSchema.parse(parse(text));
}

export function readWorkflow(name: (typeof WORKFLOWS)[number]): Workflow {
  return workflowFrom(textOf(`.github/workflows/${name}`));
}

export function readAction(): Action {
  return actionSchema.parse(parse(textOf('action.yml')));
}
