import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HubStartFailed } from '../hub-start-failed.ts';

/** Keeps two hubs from writing one state. Returns how to let go. */
export function lockState(stateDir: string): () => void {
  const path = join(stateDir, 'embedded-hub.lock');
  try {
    makeFolder(stateDir);
  } catch (error) {
    throw unwritable(stateDir, error);
  }
  while (!tryToTake(path)) {
    const holder = holderOf(path);
    if (holder !== undefined && isAlive(holder)) {
      throw new HubStartFailed(
        'state-in-use',
        `Another embedded Dev Hub (process ${holder}) is using ${stateDir}. Stop it, or use another state directory.`,
      );
    }
    // Somebody else may take it at once: then this comes round again.
    rmSync(path, { force: true });
  }
  return () => {
    rmSync(path, { force: true });
  };
}

/** Not with `recursive`: on a file system that takes no folders (/proc), Node.js 24 then tries for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another hub may have made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}

function unwritable(path: string, cause: unknown): HubStartFailed {
  return new HubStartFailed(
    'state-unwritable',
    `The embedded Dev Hub cannot write its state to ${path}.`,
    { cause },
  );
}

function tryToTake(path: string): boolean {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw unwritable(path, error);
  }
}

function holderOf(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8').trim());
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
