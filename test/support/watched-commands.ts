import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const LOOK_EVERY_MS = 25;

/** Collects what the process list shows to every user of the machine, until it is stopped. */
export function watchProcessList(): { stop(): string } {
  const seen = new Set<string>();
  const look = (): void => {
    for (const line of commandLines()) seen.add(line);
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return [...seen].join('\n');
    },
  };
}

/**
 * Puts a git in front of the real one that notes its arguments, and the environment it got: it is gone before anybody finds
 * it in the process list.
 */
export async function recordGit(folder: string): Promise<{
  readonly path: string;
  arguments(): Promise<string>;
  environment(): Promise<string>;
}> {
  const log = join(folder, 'git-arguments');
  const environment = join(folder, 'git-environment');
  const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  await mkdir(folder);
  await writeFile(log, '');
  await writeFile(
    join(folder, 'git'),
    `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\nenv >> '${environment}'\nexec '${real}' "$@"\n`,
  );
  await chmod(join(folder, 'git'), 0o755);
  return {
    path: `${folder}:${process.env['PATH'] ?? ''}`,
    arguments: async () => readFile(log, 'utf8'),
    environment: async () => readFile(environment, 'utf8'),
  };
}

function commandLines(): readonly string[] {
  if (!existsSync('/proc/self/cmdline'))
    return execFileSync('ps', ['-axww', '-o', 'command='], { encoding: 'utf8' }).split('\n');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLineOf);
}

/** Nothing for a process that ended meanwhile. */
function commandLineOf(id: string): string {
  try {
    return readFileSync(join('/proc', id, 'cmdline'), 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
