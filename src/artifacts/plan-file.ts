import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ReleaseError } from '../domain/errors.ts';
import type { ReleasePlan } from '../domain/plan/release-plan.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import { planSchema } from './plan-schema.ts';

/** What every plan says of itself, whatever version wrote it. */
const KIND = z.object({ kind: z.literal('eca-release/plan') });

interface PlanFileOptions {
  /** Absolute. */
  readonly file: string;
  /** Takes secrets out of what is written. */
  readonly redact: <Value>(value: Value) => Value;
  readonly writeFile: (file: string, bytes: Uint8Array) => Promise<void>;
}

/** Keeps the last plan in a file, as a whole or not at all. */
export function planFile({ file, redact, writeFile }: PlanFileOptions): PlanStore {
  return {
    async save(plan) {
      await writeFile(file, Buffer.from(`${JSON.stringify(redact(plan), null, 2)}\n`));
      return file;
    },
  };
}

/** A saved plan. Throws PLAN_INVALID where the file is none, or none that this version understands. */
export async function readPlan(file: string): Promise<ReleasePlan> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw invalid(file, error instanceof Error ? error.message : String(error), error);
  });
  const parsed = planSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const isPlan = KIND.safeParse(jsonOf(text)).success;
  throw invalid(
    file,
    isPlan ? z.prettifyError(parsed.error) : 'a file of another kind',
    parsed.error,
  );
}

function invalid(file: string, found: string, cause: unknown): ReleaseError {
  return new ReleaseError('PLAN_INVALID', 'This is no plan that can be done', {
    found,
    wanted: 'a file that npm run eca -- plan has written',
    location: { file },
    actions: ['Make a plan: npm run eca -- plan', 'Name its file: --plan .eca-release/plan.json'],
    cause,
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
