import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { switchable } from './find-rules.ts';
import type { Rule } from './find-rules.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const HUB = 'src/embedded-hub';
/** What the hub's tests stand on. */
const COPIED = [
  'src',
  'scripts',
  'config',
  'test/hub',
  'test/hub-rules',
  'test/support',
  'test/fixtures',
  'package.json',
];
/** A rule that is out may leave a test waiting for ever. */
const TEST_TIMEOUT_MS = 60_000;

export interface CopiedHub {
  readonly folder: string;
  readonly rules: readonly Rule[];
  remove(): void;
}

/** The hub and its tests in a folder of their own, with a switch in front of every rule. */
export function copyHub(): CopiedHub {
  const folder = mkdtempSync(join(tmpdir(), 'eca-release-hub-rules-'));
  mkdirSync(join(folder, 'test'));
  for (const path of COPIED) cpSync(join(PROJECT, path), join(folder, path), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'vitest.config.ts'), config());
  const rules = sourcesIn(join(folder, HUB)).flatMap((path) => {
    const file = join(folder, HUB, path);
    const { text, rules: found } = switchable(path, readFileSync(file, 'utf8'));
    writeFileSync(file, text);
    return found;
  });
  return {
    folder,
    rules,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .toSorted();
}

function config(): string {
  const test = {
    include: ['test/hub/*.test.ts'],
    exclude: ['test/hub/behaviour.test.ts'],
    setupFiles: ['test/support/keep-home-apart.ts', 'test/hub-rules/take-rules-out.ts'],
    restoreMocks: true,
    unstubEnvs: true,
    dangerouslyIgnoreUnhandledErrors: true,
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    maxWorkers: 2,
  };
  return `export default { test: ${JSON.stringify(test)} };\n`;
}
