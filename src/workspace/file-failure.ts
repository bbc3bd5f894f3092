import { ReleaseError } from '../domain/errors.ts';

/** The operating system's code for a failure (ENOENT); nothing for anything else that was thrown. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** Whether there simply is no such file. */
export function isAbsent(error: unknown): boolean {
  const code = systemCodeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

export function unreadable(path: string, error: unknown): ReleaseError {
  return fromSystem('WORKSPACE_UNREADABLE', `${path} cannot be read`, error);
}

export function unwritable(path: string, error: unknown): ReleaseError {
  return fromSystem('WORKSPACE_UNWRITABLE', `${path} cannot be written`, error);
}

const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'Give this user the right to the file and its folder (ls -l shows whose they are).',
  EBUSY: 'Close the program that has the file open, and run again.',
  EDQUOT: 'Your disk quota is used up: make room, and run again.',
  EISDIR: 'A folder has this name: rename or remove it.',
  EMFILE: 'Too many files are open: close other programs, and run again.',
  ENAMETOOLONG: 'The path is too long for this system: move the project to a shorter one.',
  ENOSPC: 'The disk is full: make room, and run again.',
  ENOTDIR: 'A file stands where a folder is needed: rename or remove it.',
  EPERM: 'Give this user the right to the file and its folder (ls -l shows whose they are).',
  EROFS: 'The project lies on a read-only disk: copy it to one that can be written.',
};

/** A write that would fail, seen before the system had to refuse it. */
export function blocked(path: string, code: 'EISDIR' | 'ENOTDIR'): ReleaseError {
  return new ReleaseError('WORKSPACE_UNWRITABLE', `${path} cannot be written`, {
    found: code === 'EISDIR' ? 'a folder of that name' : 'a file where a folder is needed',
    actions: adviceFor(code),
  });
}

function fromSystem(
  code: 'WORKSPACE_UNREADABLE' | 'WORKSPACE_UNWRITABLE',
  message: string,
  error: unknown,
): ReleaseError {
  if (error instanceof ReleaseError) return error;
  return new ReleaseError(code, message, {
    found: error instanceof Error ? error.message : String(error),
    actions: adviceFor(systemCodeOf(error)),
    cause: error,
  });
}

function adviceFor(code: string | undefined): readonly string[] {
  return [ADVICE[code ?? ''] ?? 'Check the path and its folder, and run again.'];
}
