import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectSurroundings } from '../ports/project-surroundings.ts';
import { readBytes } from './read-bytes.ts';

const WORKFLOWS = '.github/workflows';

export function openProjectSurroundings(projectDir: string): ProjectSurroundings {
  const read = async (path: string) => {
    const bytes = await readBytes(join(projectDir, path));
    return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
  };
  return {
    async readIgnoreFiles() {
      const [forceignore, gitignore] = await Promise.all([
        read('.forceignore'),
        read('.gitignore'),
      ]);
      return { forceignore, gitignore };
    },
    async readWorkflows() {
      const names = await readdir(join(projectDir, WORKFLOWS)).catch(() => []);
      return Promise.all(
        names
          .filter((name) => /\.ya?ml$/.test(name))
          .toSorted()
          .map(async (name) => {
            const path = `${WORKFLOWS}/${name}`;
            return { path, text: (await read(path)) ?? '' };
          }),
      );
    },
  };
}
