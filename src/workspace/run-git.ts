import { execFile } from 'node:child_process';
import { systemCodeOf } from './file-failure.ts';

export type GitResult =
  | { readonly kind: 'done'; readonly output: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'not-installed' };

/** A listing of a large repository: 300,000 files of 200 characters. */
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Set inside a git hook, they would point git at another repository than the one the project lies in. */
const MISLEADING_VARIABLES = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_OBJECT_DIRECTORY',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
];

/**
 * What git, and a filter or an extension that it starts, needs to run. Not the whole environment: it holds the login and the
 * installation keys, and nothing that git does here needs them.
 */
const NEEDED_VARIABLES = new RegExp(
  `^(${[
    'GIT_.*|XDG_.*|DYLD_.*|LD_LIBRARY_PATH',
    'PATH|PATHEXT|HOME|USER|LOGNAME|TMPDIR|TEMP|TMP',
    'USERPROFILE|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA',
    'SYSTEMROOT|SYSTEMDRIVE|COMSPEC|PROGRAMDATA|PROGRAMFILES.*|MSYSTEM',
  ].join('|')})$`,
  'i',
);

/** Runs git in a folder, without a shell, with English messages, never asking anything. */
export async function runGit(
  folder: string,
  args: readonly string[],
  input = '',
): Promise<GitResult> {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => NEEDED_VARIABLES.test(name) && !MISLEADING_VARIABLES.includes(name),
    ),
  );
  return new Promise((resolve) => {
    const child = execFile(
      'git',
      ['--no-pager', ...args],
      {
        cwd: folder,
        env: { ...environment, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
        maxBuffer: MOST_OUTPUT_BYTES,
        windowsHide: true,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve({ kind: 'done', output: stdout });
        else if (systemCodeOf(error) === 'ENOENT') resolve({ kind: 'not-installed' });
        else resolve({ kind: 'refused', message: stderr.trim() || error.message });
      },
    );
    // git may end before it has read everything; how it ended is what counts.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
