import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { isId, shortId, type CreateRequestId, type PackageId } from '../domain/version/ids.ts';
import type { Journal, VersionIntent } from '../ports/journal.ts';
import { unwritable } from './file-failure.ts';
import { makeStateDirectory } from './state-directory.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

const intentFile = z.strictObject({
  formatVersion: z.literal(1),
  hubOrgId: z.string().min(15),
  packageId: z.custom<PackageId>((value) => isId('0Ho', value), 'no id of a package'),
  releaseKey: z.string().min(1),
  askedAt: z.number().int().positive(),
  requestId: z
    .custom<CreateRequestId>((value) => isId('08c', value), 'no id of a create request')
    .optional(),
});

const WHEN_DELETED =
  'If a version was asked for within the last few minutes, wait until the Dev Hub shows it: otherwise it could be built twice.';

/** Forgets everything that was asked of a hub which forgets it too. */
export async function forgetJournal(stateDir: string): Promise<void> {
  await rm(join(stateDir, 'journal'), { recursive: true, force: true });
}

/**
 * The journal below a state directory: a file for each hub, package and release key, so that runs at the same time never
 * write to the same one unless they are about the same version.
 */
export function openJournal(stateDir: string): Journal {
  function fileFor(hubOrgId: string, packageId: PackageId, releaseKey: string): string {
    const identity = [shortId(hubOrgId), shortId(packageId), releaseKey].join('\n');
    const name = createHash('sha256').update(identity).digest('hex').slice(0, 32);
    return join(stateDir, 'journal', `${name}.json`);
  }

  return {
    async find(hubOrgId, packageId, releaseKey) {
      const file = fileFor(hubOrgId, packageId, releaseKey);
      const found = await readStateFile(file, intentFile, WHEN_DELETED);
      if (found === undefined) return undefined;
      const { formatVersion: _format, requestId, ...intent } = found;
      return { ...intent, ...(requestId !== undefined && { requestId }) };
    },
    async record(intent: VersionIntent) {
      await makeStateDirectory(stateDir);
      const file = fileFor(intent.hubOrgId, intent.packageId, intent.releaseKey);
      await writeStateFile(file, { formatVersion: 1, ...intent });
    },
    async forget(hubOrgId, packageId, releaseKey) {
      const file = fileFor(hubOrgId, packageId, releaseKey);
      await rm(file, { force: true }).catch((error: unknown) => {
        throw unwritable(file, error);
      });
    },
  };
}
