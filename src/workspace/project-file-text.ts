import { join } from 'node:path';
import { ReleaseError } from '../domain/errors.ts';
import { readBytes } from './read-bytes.ts';

export const PROJECT_FILE = 'sfdx-project.json';

/** The text of sfdx-project.json, with its byte order mark if it has one. Throws PROJECT_FILE_INVALID. */
export async function readProjectText(projectDir: string): Promise<string> {
  const bytes = await readBytes(join(projectDir, PROJECT_FILE));
  if (bytes === undefined)
    throw new ReleaseError('PROJECT_FILE_INVALID', 'This folder is no Salesforce DX project', {
      found: `no ${PROJECT_FILE} in ${projectDir}`,
      wanted: `a ${PROJECT_FILE} with sourceApiVersion and packageDirectories`,
      location: { file: PROJECT_FILE },
      actions: [
        'Run from the folder that holds it.',
        'Or make a project: sf project generate --name NAME',
      ],
    });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new ReleaseError('PROJECT_FILE_INVALID', `${PROJECT_FILE} is not UTF-8 text`, {
      wanted: 'UTF-8',
      location: { file: PROJECT_FILE },
      actions: ['Save the file as UTF-8.'],
      cause: error,
    });
  }
}
