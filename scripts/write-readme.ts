import { readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeProject } from '../test/support/make-project.ts';
import { runEcaRelease } from '../test/support/run-eca-release.ts';

const README = new URL('../README.md', import.meta.url);

/** The folder that the README's reader is said to have. */
const SHOWN_FOLDER = '/home/you/acme-connector';

const BLOCK = /(?<=<!-- what `npm run release` prints -->\n```text\n)[\s\S]*?(?=```)/;

/** What the first `npm run release` of a fresh clone prints; only the folder's name is another. */
export async function firstReleaseOutput(): Promise<string> {
  const projectDir = await makeProject();
  try {
    const { exitCode, stdout, stderr } = await runEcaRelease(['release'], { cwd: projectDir });
    if (exitCode !== 0) throw new Error(`the release failed:\n${stdout}${stderr}`);
    return `${stdout.replaceAll(projectDir, SHOWN_FOLDER).trim()}\n`;
  } finally {
    await rm(dirname(projectDir), { recursive: true, force: true });
  }
}

/** The same, as the README shows it now. */
export function shownReleaseOutput(): string {
  return BLOCK.exec(readFileSync(README, 'utf8'))?.[0] ?? '';
}

if (import.meta.main) {
  const output = await firstReleaseOutput();
  writeFileSync(
    README,
    readFileSync(README, 'utf8').replace(BLOCK, () => output),
  );
}
