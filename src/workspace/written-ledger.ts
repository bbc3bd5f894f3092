import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { makeStateDirectory, STATE_DIRECTORY } from './state-directory.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

const ledgerFile = z.strictObject({
  formatVersion: z.literal(1),
  /** Path, relative to the project, to the SHA-256 of what was written there last. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

export type WrittenFiles = Readonly<Record<string, string>>;

/** What the tool itself wrote last in a project: found unchanged, it is not the user's work. */
export async function readWrittenFiles(projectDir: string): Promise<WrittenFiles> {
  const ledger = await readStateFile(
    ledgerPath(projectDir),
    ledgerFile,
    'Then uncommitted files that the tool wrote count as yours until you commit them.',
  );
  return ledger?.files ?? {};
}

/** Read again right before writing, so that another run's entries are kept. Bytes are missing for a removed file. */
export async function recordWrittenFiles(
  projectDir: string,
  changes: ReadonlyMap<string, Uint8Array | undefined>,
): Promise<void> {
  if (changes.size === 0) return;
  const files = new Map(Object.entries(await readWrittenFiles(projectDir)));
  for (const [path, bytes] of changes) {
    if (bytes === undefined) files.delete(path);
    else files.set(path, sha256(bytes));
  }
  await makeStateDirectory(join(projectDir, STATE_DIRECTORY));
  const sorted = Array.from(files).toSorted(([a], [b]) => (a < b ? -1 : 1));
  await writeStateFile(ledgerPath(projectDir), {
    formatVersion: 1,
    files: Object.fromEntries(sorted),
  });
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function ledgerPath(projectDir: string): string {
  return join(projectDir, STATE_DIRECTORY, 'written.json');
}
