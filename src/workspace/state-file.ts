import { readFile } from 'node:fs/promises';
import type * as z from 'zod';
import { ReleaseError } from '../domain/errors.ts';
import { writeAtomically } from './atomic-write.ts';
import { isAbsent, unreadable } from './file-failure.ts';

/**
 * A JSON file that only this tool writes; nothing where there is none yet. Throws WORKSPACE_UNREADABLE, saying what
 * deleting it means, where it is damaged or from a newer version of the tool.
 */
export async function readStateFile<Value>(
  file: string,
  schema: z.ZodType<Value>,
  whenDeleted: string,
): Promise<Value | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return undefined;
    throw unreadable(file, error);
  });
  if (text === undefined) return undefined;
  const parsed = schema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new ReleaseError('WORKSPACE_UNREADABLE', `${file} is damaged, or not of this version`, {
    found: parsed.error.issues
      .map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
      .join('; '),
    wanted: 'the file as this version of eca-release writes it',
    location: { file },
    actions: [
      'If a newer eca-release wrote it, use that one.',
      `Otherwise delete the file. ${whenDeleted}`,
    ],
    cause: parsed.error,
  });
}

/** Readable by this user only; on disk when it resolves. */
export async function writeStateFile(file: string, value: unknown): Promise<void> {
  await writeAtomically(file, Buffer.from(`${JSON.stringify(value, null, 2)}\n`), 0o600);
}

/** Nothing for a text that is no JSON: no schema of ours accepts that. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
