import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ReleaseError, type Problem } from '../../../src/domain/errors.ts';
import { loadConfig, type ConfigRequest } from '../../../src/config/load-config.ts';
import type { ReleaseConfig } from '../../../src/domain/release-config.ts';

/** A project folder with this configuration. */
export function projectWith(text: string | Uint8Array, file = 'config/release.yaml'): string {
  const projectDir = mkdtempSync(join(tmpdir(), 'eca-release-config-'));
  mkdirSync(dirname(join(projectDir, file)), { recursive: true });
  writeFileSync(join(projectDir, file), text);
  return projectDir;
}

export async function load(
  text: string | Uint8Array,
  request: Partial<ConfigRequest> = {},
): Promise<ReleaseConfig> {
  const projectDir = projectWith(text);
  const loaded = await loadConfig({ projectDir, overrides: {}, environment: {}, ...request });
  return loaded.config;
}

export async function failureOfLoading(
  text: string | Uint8Array,
  request: Partial<ConfigRequest> = {},
): Promise<ReleaseError> {
  try {
    await load(text, request);
  } catch (error) {
    if (error instanceof ReleaseError) return error;
    throw error;
  }
  throw new TypeError('The configuration was accepted');
}

/** One line a problem, the way a terminal would show it. */
export async function problemsOf(
  text: string,
  request: Partial<ConfigRequest> = {},
): Promise<readonly string[]> {
  const failure = await failureOfLoading(text, request);
  return (failure.detail.problems ?? []).map(problemLine);
}

function problemLine({ message, found, wanted, location }: Problem): string {
  const place =
    location === undefined ? '' : `${location.file}:${location.line}:${location.column} `;
  return `${place}${message}${found === undefined ? '' : ` | found ${found}`} | wanted ${wanted}`;
}
