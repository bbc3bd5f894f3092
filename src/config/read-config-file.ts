import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { ReleaseError } from '../domain/errors.ts';

const DEFAULT_CONFIG_FILE = 'config/release.yaml';

export interface ConfigFile {
  /** Absolute. */
  readonly path: string;
  /** As messages show it: relative to the project where it lies in it. */
  readonly shownPath: string;
  readonly text: string;
}

/** Throws CONFIG_NOT_FOUND, WORKSPACE_UNREADABLE, or CONFIG_INVALID for a file that is no UTF-8 text. */
export async function readConfigFile(
  projectDir: string,
  file: string | undefined,
): Promise<ConfigFile> {
  const path = resolve(projectDir, file ?? DEFAULT_CONFIG_FILE);
  const shownPath = shownPathOf(projectDir, path);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw readFailure(error, path, shownPath);
  });
  try {
    return { path, shownPath, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    throw new ReleaseError('CONFIG_INVALID', `${shownPath} is not UTF-8 text`, {
      found: bytes[0] === 0xff || bytes[0] === 0xfe ? 'UTF-16' : 'bytes that are no UTF-8',
      wanted: 'UTF-8',
      location: { file: shownPath },
      actions: [
        'Save the file as UTF-8. (Redirecting with > in Windows PowerShell writes UTF-16.)',
      ],
      cause: error,
    });
  }
}

function shownPathOf(projectDir: string, path: string): string {
  const inProject = relative(projectDir, path).replaceAll('\\', '/');
  return inProject.startsWith('../') || isAbsolute(inProject) ? path : inProject;
}

function readFailure(error: unknown, path: string, shownPath: string): ReleaseError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown failure';
  if (code === 'ENOENT' || code === 'ENOTDIR') return notFound(path, shownPath, error);
  return new ReleaseError('WORKSPACE_UNREADABLE', `${shownPath} cannot be read`, {
    found: code,
    wanted: 'a file that this user may read',
    location: { file: shownPath },
    actions: ['Check what the path leads to and who may read it.'],
    cause: error,
  });
}

function notFound(path: string, shownPath: string, cause: unknown): ReleaseError {
  const otherName = path.endsWith('.yaml') ? path.replace(/\.yaml$/, '.yml') : undefined;
  return new ReleaseError('CONFIG_NOT_FOUND', 'There is no configuration', {
    found: `no file ${path}`,
    wanted: `${shownPath}, which names the namespace, the package and its External Client Apps`,
    actions: [
      ...(otherName !== undefined && existsSync(otherName)
        ? [`There is a ${otherName}: rename it to .yaml.`]
        : []),
      'Take the one of a fresh clone of eca-release, and put in your namespace, package and apps.',
      'If it is called something else: --config FILE. If this is the wrong folder: run from the one with sfdx-project.json.',
    ],
    cause,
  });
}
