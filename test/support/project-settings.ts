import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { commitAll } from './make-project.ts';

type Settings = Readonly<Record<string, unknown>>;

/** Replaces keys of config/release.yaml, and commits. What is undefined is left out of the file. */
export async function configure(projectDir: string, changes: Settings): Promise<void> {
  await changeYaml(join(projectDir, 'config', 'release.yaml'), changes);
  await commitAll(projectDir, 'Configure the release');
}

/** The one package of the demo project, changed. */
export function demoPackage(changes: Settings = {}): Settings {
  return {
    name: 'Acme Connector',
    description: 'Connects Acme to your org.',
    path: 'force-app',
    apps: ['Acme_Connector'],
    installationKey: 'none',
    ...changes,
  };
}

/** Replaces keys of the seed of the project's own embedded hub, and commits. */
export async function changeSeed(projectDir: string, changes: Settings): Promise<void> {
  await changeYaml(join(projectDir, 'config', 'embedded-hub.yaml'), changes);
  await commitAll(projectDir, 'Change the seed of the embedded hub');
}

/** Replaces keys of sfdx-project.json, and commits. */
export async function changeProjectFile(projectDir: string, changes: Settings): Promise<void> {
  const path = join(projectDir, 'sfdx-project.json');
  const project: unknown = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, `${JSON.stringify({ ...objectFrom(project), ...changes }, null, 2)}\n`);
  await commitAll(projectDir, 'Change the project file');
}

/** Writes files of a project; folders are made. */
export async function writeProjectFiles(
  projectDir: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(projectDir, path)), { recursive: true });
    await writeFile(join(projectDir, path), text);
  }
}

async function changeYaml(path: string, changes: Settings): Promise<void> {
  const before: unknown = parse(await readFile(path, 'utf8'));
  await writeFile(path, stringify({ ...objectFrom(before), ...changes }));
}

function objectFrom(value: unknown): object {
  if (typeof value === 'object' && value !== null) return value;
  throw new TypeError('The file holds no keys and values');
}
