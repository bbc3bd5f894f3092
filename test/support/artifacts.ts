import { join } from 'node:path';
import { filesBelow } from './folder-contents.ts';

/** The artifacts of a project by their path, as text; without run.json, which tells of the run and not of the version. */
export async function artifactsOf(projectDir: string): Promise<Readonly<Record<string, string>>> {
  const files = await filesBelow(join(projectDir, 'artifacts'));
  return Object.fromEntries(
    files
      .filter(({ path }) => !path.endsWith('/run.json'))
      .map(({ path, bytes }) => [path, bytes.toString('utf8')]),
  );
}
