import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '../ports/git.ts';
import type { AppliedChange, FileWrite, Workspace, WorkspaceChange } from '../ports/workspace.ts';
import { writeAtomically } from './atomic-write.ts';
import { unwritable } from './file-failure.ts';
import { editProjectText } from './project-file-edit.ts';
import { PROJECT_FILE, readProjectText } from './project-file-text.ts';
import { parseProjectFile } from './parse-project-file.ts';
import { readBytes } from './read-bytes.ts';
import { requireInside, requireReadInside, requireWritable } from './safe-path.ts';
import { guardUncommittedWork, type GuardedCheckout } from './uncommitted-guard.ts';
import { recordWrittenFiles } from './written-ledger.ts';

export interface WorkspaceOptions {
  /** Absolute path of the project the run works on. */
  readonly projectDir: string;
  readonly git: Git;
  /** Lifts the guard of uncommitted work: --force. */
  readonly force?: boolean;
  /** The user's own checkout, where projectDir is a copy of it (a rehearsal): its files are asked after. */
  readonly original?: { readonly projectDir: string; readonly git: Git };
}

/** A project folder on disk. */
export function openWorkspace(options: WorkspaceOptions): Workspace {
  const { projectDir, original, force = false } = options;
  const checkout: GuardedCheckout = {
    projectDir: original?.projectDir ?? projectDir,
    git: original?.git ?? options.git,
    isCopied: original !== undefined,
  };

  /** What really changes of a change, everything checked. */
  async function checked(change: WorkspaceChange): Promise<WorkspaceChange> {
    const effective = await effectiveChange(projectDir, change);
    if (!force) await guardUncommittedWork(effective, checkout);
    return effective;
  }

  return {
    projectDir,
    async readProject() {
      return parseProjectFile(await readProjectText(projectDir));
    },
    async editedProject(edit) {
      const text = editProjectText(await readProjectText(projectDir), edit);
      return { path: PROJECT_FILE, bytes: Buffer.from(text) };
    },
    async read(path) {
      const inside = requireInside(path);
      const bytes = await readBytes(join(projectDir, inside));
      if (bytes !== undefined) await requireReadInside(projectDir, inside);
      return bytes;
    },
    async check(change) {
      await checked(change);
    },
    async apply(change) {
      return applyChange(projectDir, await checked(change));
    },
  };
}

/** Leaves out what would not change a byte, after checking that each path may be written at all. */
async function effectiveChange(
  projectDir: string,
  change: WorkspaceChange,
): Promise<WorkspaceChange> {
  const writes: FileWrite[] = [];
  for (const write of change.writes) {
    const path = requireInside(write.path);
    await requireWritable(projectDir, path);
    const present = await readBytes(join(projectDir, path));
    if (present?.equals(write.bytes) !== true) writes.push({ path, bytes: write.bytes });
  }
  const removals: string[] = [];
  for (const removal of change.removals) {
    const path = requireInside(removal);
    await requireWritable(projectDir, path);
    if ((await readBytes(join(projectDir, path))) !== undefined) removals.push(path);
  }
  return { writes, removals };
}

async function applyChange(projectDir: string, change: WorkspaceChange): Promise<AppliedChange> {
  const done = new Map<string, Uint8Array | undefined>();
  try {
    for (const { path, bytes } of change.writes) {
      await writeAtomically(join(projectDir, path), bytes);
      done.set(path, bytes);
    }
    for (const path of change.removals) {
      // Another run in the same checkout may have removed it meanwhile.
      await rm(join(projectDir, path), { force: true }).catch((error: unknown) => {
        throw unwritable(path, error);
      });
      done.set(path, undefined);
    }
  } catch (error) {
    // What was written before the failure is not the user's work either. The failure itself is what counts.
    await recordWrittenFiles(projectDir, done).catch(() => undefined);
    throw error;
  }
  await recordWrittenFiles(projectDir, done);
  return { written: change.writes.map(({ path }) => path), removed: change.removals };
}
