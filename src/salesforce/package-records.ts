import type { Connection } from '@salesforce/core';
import { Package } from '@salesforce/packaging';
import { z } from 'zod';
import { ReleaseError } from '../domain/errors.ts';
import type { HubPackage } from '../domain/version/hub-version.ts';
import { idFrom, type PackageId } from '../domain/version/ids.ts';
import type { NewPackage } from '../ports/dev-hub.ts';
import { isUnanswered, translated } from './foreign-error.ts';
import { ProjectInMemory } from './project-in-memory.ts';
import { queryRows } from './query-rows.ts';

/** sfdx-project.json is ours to edit: the libraries write it anew, and lose its format. */
process.env['SF_PROJECT_AUTOUPDATE_DISABLE_FOR_PACKAGE_CREATE'] = 'true';
process.env['SF_PROJECT_AUTOUPDATE_DISABLE_FOR_PACKAGE_VERSION_CREATE'] = 'true';

const PACKAGE_ROW = z
  .object({
    Id: z.string(),
    Name: z.string(),
    NamespacePrefix: z.string().nullish(),
    Description: z.string().nullish(),
    ContainerOptions: z.string(),
    IsDeprecated: z.boolean(),
  })
  .transform((row): HubPackage => ({
    id: idFrom('0Ho', row.Id),
    name: row.Name,
    namespace: row.NamespacePrefix ?? '',
    description: row.Description ?? '',
    isManaged: row.ContainerOptions === 'Managed',
    isDeprecated: row.IsDeprecated,
  }));

/** Our own question instead of the library's, which reads the first page only: a package that is not on it is created anew. */
export async function readPackages(connection: Connection): Promise<readonly HubPackage[]> {
  return queryRows(connection, 'reading the packages', {
    soql: 'SELECT Id, Name, NamespacePrefix, Description, ContainerOptions, IsDeprecated FROM Package2 ORDER BY NamespacePrefix, Name',
    row: PACKAGE_ROW,
    tooling: true,
  });
}

/** Creates a managed package. Throws ANSWER_LOST where nobody knows whether it did, PACKAGE_REFUSED where it did not. */
export async function createPackage(
  connection: Connection,
  projectDir: string,
  { name, description, namespace, path }: NewPackage,
): Promise<PackageId> {
  const project = new ProjectInMemory(projectDir, { namespace });
  try {
    const { Id } = await Package.create(connection, project, {
      name,
      description,
      path,
      packageType: 'Managed',
      noNamespace: false,
      orgDependent: false,
      errorNotificationUsername: '',
    });
    return idFrom('0Ho', Id);
  } catch (error) {
    const reason = translated(error, `creating the package ${name}`);
    throw isUnanswered(error) ? lost(name, reason, error) : refused(name, reason, error);
  }
}

function lost(name: string, reason: ReleaseError, cause: unknown): ReleaseError {
  return new ReleaseError(
    'ANSWER_LOST',
    `Nobody answered whether the package ${name} was created`,
    {
      found: reason.detail.found ?? reason.message,
      actions: [
        'Run again: it finds the package by its name if it was created, and creates it if not.',
      ],
      cause,
    },
  );
}

function refused(name: string, reason: ReleaseError, cause: unknown): ReleaseError {
  if (reason.code !== 'HUB_REFUSED') return reason;
  return new ReleaseError('PACKAGE_REFUSED', `The hub did not create the package ${name}`, {
    ...(reason.detail.found !== undefined && { found: reason.detail.found }),
    actions: [
      'A package of that name may exist in another state: sf package list --target-dev-hub ALIAS',
      'The namespace must be linked to this hub: App Launcher › Namespace Registries.',
    ],
    cause,
  });
}
