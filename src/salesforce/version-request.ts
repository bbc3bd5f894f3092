import { join } from 'node:path';
import type { Connection } from '@salesforce/core';
import { PackageVersion } from '@salesforce/packaging';
import { ReleaseError } from '../domain/errors.ts';
import { formatVersionNumber } from '../domain/version/version-number.ts';
import type { VersionRequest } from '../domain/version/version-request.ts';
import type { BeforeLeaving, VersionRequestOutcome } from '../ports/dev-hub.ts';
import { interceptVersionCreate } from './intercept-version-create.ts';
import { isUnanswered, translated } from './foreign-error.ts';
import { ProjectInMemory } from './project-in-memory.ts';
import { retryRead } from './retry-reads.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

/**
 * Packages the directory and asks for a version. What fails before anything left is tried again; what left is never sent
 * twice here.
 */
export async function requestVersion(
  connection: Connection,
  request: VersionRequest,
  beforeLeaving: BeforeLeaving,
): Promise<VersionRequestOutcome> {
  return retryRead(`packaging ${request.config.path}`, async () =>
    withOwnTemporaryFolder(async () => sendOnce(connection, request, beforeLeaving)),
  );
}

async function sendOnce(
  connection: Connection,
  request: VersionRequest,
  beforeLeaving: BeforeLeaving,
): Promise<VersionRequestOutcome> {
  const sending = interceptVersionCreate(connection, beforeLeaving);
  try {
    await createWithLibrary(connection, request);
  } catch (error) {
    const { leaving } = sending;
    if (leaving.kind === 'not-yet') throw error;
    // Of what was accepted the id is in hand: only the library's reading it back failed.
    if (leaving.kind === 'stayed' || leaving.kind === 'accepted') return leaving;
    const reason = translated(error, 'asking for the version');
    if (leaving.kind === 'unanswered' || isUnanswered(error))
      return { kind: 'unanswered', why: reason.message };
    return { kind: 'refused', reason };
  } finally {
    sending.stop();
  }
  if (sending.leaving.kind === 'accepted') return sending.leaving;
  throw new ReleaseError('DEFECT', 'The library reports a version that it never asked for');
}

async function createWithLibrary(connection: Connection, request: VersionRequest): Promise<void> {
  const { config, packageId } = request;
  const project = new ProjectInMemory(request.projectDir, {
    packageDirectories: [
      {
        path: config.path,
        default: true,
        package: packageId,
        versionNumber: `${formatVersionNumber(request.number)}.NEXT`,
        versionName: request.name,
        versionDescription: request.description,
        // Resolved by us; NONE keeps the library from asking for it, and from refusing a first release.
        ancestorId: request.ancestorId ?? 'NONE',
        ...(config.dependencies.length > 0 && {
          dependencies: config.dependencies.map((dependency) =>
            'versionId' in dependency
              ? { subscriberPackageVersionId: dependency.versionId }
              : { ...dependency },
          ),
        }),
        // Absolute: the library would resolve it from the working directory.
        ...(config.definitionFile !== undefined && {
          definitionFile: join(request.projectDir, config.definitionFile),
        }),
      },
    ],
    packageAliases: {},
  });
  await PackageVersion.create({
    connection,
    project,
    packageId,
    tag: request.tag,
    skipancestorcheck: true,
    ...(request.installationKey === undefined
      ? { installationkeybypass: true }
      : { installationkey: request.installationKey }),
    ...(config.validation === 'full' ? { codecoverage: true } : { skipvalidation: true }),
    ...(config.releaseNotesUrl !== undefined && { releasenotesurl: config.releaseNotesUrl }),
    ...(config.postInstallUrl !== undefined && { postinstallurl: config.postInstallUrl }),
    // So that what was built can be looked into; hubs that do not hand it out ignore it.
    generatepkgzip: true,
  });
}

/** The library leaves copies of the metadata in the temporary folder whenever it fails, and an empty one always. */
async function withOwnTemporaryFolder<T>(work: () => Promise<T>): Promise<T> {
  return withTemporaryFolder(async (folder) => {
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = folder;
    try {
      return await work();
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
  });
}
