import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Short, and no name of somebody's computer in a folder that others see. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const TEMPORARY = /^\..+\.(?<machine>[0-9a-f]{8})-(?<pid>\d+)-[0-9a-f]{12}\.tmp$/;

/** A write takes a moment. What is as old as this is nobody's any more, wherever its process ran. */
const ABANDONED_MS = 60 * 60_000;

/** The names that this process gave: after a restart in a container another process may have had its number. */
const given = new Set<string>();

/** A hidden name beside a file, for what is to become it; it tells which process has begun it, and on which machine. */
export function temporaryNameFor(file: string): string {
  const random = randomBytes(6).toString('hex');
  const name = `.${basename(file).slice(0, 100)}.${MACHINE}-${process.pid}-${random}.tmp`;
  given.add(name);
  return join(dirname(file), name);
}

/** Whether a name is one of these, and its process died before it was done. */
export function isAbandoned(name: string, ageMs: number): boolean {
  const { machine, pid } = TEMPORARY.exec(name)?.groups ?? {};
  if (machine === undefined) return false;
  if (ageMs > ABANDONED_MS) return true;
  if (machine !== MACHINE) return false;
  return Number(pid) === process.pid ? !given.has(name) : !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It may be somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
