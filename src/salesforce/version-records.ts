import type { Connection } from '@salesforce/core';
import { z } from 'zod';
import { ReleaseError } from '../domain/errors.ts';
import { isFailed, type CreateRequest, type HubVersion } from '../domain/version/hub-version.ts';
import {
  idFrom,
  isId,
  type CreateRequestId,
  type PackageId,
  type PackageVersionId,
} from '../domain/version/ids.ts';
import type { CreateProgress } from '../ports/dev-hub.ts';
import { queryRows } from './query-rows.ts';

const VERSION_FIELDS = [
  'Id',
  'SubscriberPackageVersionId',
  'Package2Id',
  'Name',
  'Description',
  'Tag',
  'MajorVersion',
  'MinorVersion',
  'PatchVersion',
  'BuildNumber',
  'IsReleased',
  'IsDeprecated',
  'IsPasswordProtected',
  'ValidationSkipped',
  'HasPassedCodeCoverageCheck',
  'HasMetadataRemoved',
  'AncestorId',
  'CreatedDate',
] as const;

/** Package2Version knows this from API 64 on. */
const FILE_COUNT_SINCE = 64;

const VERSION_ROW = z
  .object({
    Id: z.string(),
    SubscriberPackageVersionId: z.string(),
    Package2Id: z.string(),
    Name: z.string().nullish(),
    Description: z.string().nullish(),
    Tag: z.string().nullish(),
    MajorVersion: z.number(),
    MinorVersion: z.number(),
    PatchVersion: z.number(),
    BuildNumber: z.number(),
    IsReleased: z.boolean(),
    IsDeprecated: z.boolean(),
    IsPasswordProtected: z.boolean(),
    ValidationSkipped: z.boolean().nullish(),
    HasPassedCodeCoverageCheck: z.boolean().nullish(),
    HasMetadataRemoved: z.boolean().nullish(),
    AncestorId: z.string().nullish(),
    CreatedDate: z.string(),
    TotalNumberOfMetadataFiles: z.number().nullish(),
  })
  .transform((row): HubVersion => ({
    id: idFrom('05i', row.Id),
    versionId: idFrom('04t', row.SubscriberPackageVersionId),
    packageId: idFrom('0Ho', row.Package2Id),
    number: { major: row.MajorVersion, minor: row.MinorVersion, patch: row.PatchVersion },
    build: row.BuildNumber,
    name: row.Name ?? '',
    description: row.Description ?? '',
    tag: row.Tag ?? undefined,
    isReleased: row.IsReleased,
    isDeprecated: row.IsDeprecated,
    needsInstallationKey: row.IsPasswordProtected,
    validationSkipped: row.ValidationSkipped ?? false,
    hasPassedCodeCoverage: row.HasPassedCodeCoverageCheck ?? false,
    hasMetadataRemoved: row.HasMetadataRemoved ?? false,
    ancestorVersionId: isId('04t', row.AncestorId) ? row.AncestorId : undefined,
    createdAt: isoDate(row.CreatedDate),
    metadataFiles: row.TotalNumberOfMetadataFiles ?? undefined,
  }));

export async function readVersions(
  connection: Connection,
  packageId: PackageId,
): Promise<readonly HubVersion[]> {
  return queryVersions(connection, `Package2Id = '${packageId}' AND IsDeprecated = false`);
}

export async function readVersion(
  connection: Connection,
  id: PackageVersionId,
): Promise<HubVersion> {
  const [version] = await queryVersions(connection, `Id = '${id}'`);
  if (version !== undefined) return version;
  throw new ReleaseError('VERSION_NOT_FOUND', `The hub has no version ${id}`, {
    actions: ['It may have been deleted: sf package version list --target-dev-hub ALIAS'],
  });
}

async function queryVersions(
  connection: Connection,
  where: string,
): Promise<readonly HubVersion[]> {
  const fields = [
    ...VERSION_FIELDS,
    ...(Number(connection.getApiVersion()) >= FILE_COUNT_SINCE
      ? ['TotalNumberOfMetadataFiles']
      : []),
  ];
  return queryRows(connection, 'reading the versions', {
    soql: `SELECT ${fields.join(', ')} FROM Package2Version WHERE ${where} ORDER BY MajorVersion, MinorVersion, PatchVersion, BuildNumber`,
    row: VERSION_ROW,
    tooling: true,
  });
}

const REQUEST_ROW = z
  .object({
    Id: z.string(),
    Status: z.string(),
    Tag: z.string().nullish(),
    CreatedDate: z.string(),
    Package2VersionId: z.string().nullish(),
    Package2Version: z.object({ IsDeprecated: z.boolean().nullish() }).nullish(),
  })
  .transform((row): CreateRequest => ({
    id: idFrom('08c', row.Id),
    tag: row.Tag ?? undefined,
    status: row.Status,
    createdAt: isoDate(row.CreatedDate),
    packageVersionId: isId('05i', row.Package2VersionId) ? row.Package2VersionId : undefined,
    versionIsDeprecated: row.Package2Version?.IsDeprecated ?? false,
  }));

const REQUEST_FIELDS =
  'Id, Status, Tag, CreatedDate, Package2VersionId, Package2Version.IsDeprecated';

export async function findCreateRequests(
  connection: Connection,
  packageId: PackageId,
  tag: string,
): Promise<readonly CreateRequest[]> {
  return queryRows(connection, 'looking for the version', {
    soql: `SELECT ${REQUEST_FIELDS} FROM Package2VersionCreateRequest WHERE Package2Id = '${packageId}' AND Tag = '${tag}' ORDER BY CreatedDate, Id`,
    row: REQUEST_ROW,
    tooling: true,
  });
}

/** Our own question instead of the library's: that one gives the time in minutes, and in local time. */
export async function readProgress(
  connection: Connection,
  id: CreateRequestId,
): Promise<CreateProgress | undefined> {
  const [request] = await queryRows(connection, 'waiting for the version', {
    soql: `SELECT ${REQUEST_FIELDS} FROM Package2VersionCreateRequest WHERE Id = '${id}'`,
    row: REQUEST_ROW,
    tooling: true,
    tries: 'one',
  });
  if (request === undefined) return undefined;
  if (!isFailed(request)) return { request, errors: [] };
  return { request, errors: await readReasons(connection, id) };
}

const REASON_ROW = z.object({ Message: z.string().nullish() });

/** Why a version failed; nothing where the hub does not say. */
async function readReasons(
  connection: Connection,
  id: CreateRequestId,
): Promise<readonly string[]> {
  const rows = await queryRows(connection, 'reading why the version failed', {
    soql: `SELECT Message FROM Package2VersionCreateRequestError WHERE ParentRequest.Id = '${id}'`,
    row: REASON_ROW,
    tooling: true,
  });
  return rows.flatMap(({ Message }) => Message ?? []);
}

/** REST writes 2022-08-05T15:25:41.000+0000, which is not quite ISO 8601. */
function isoDate(text: string): string {
  const time = Date.parse(text.replace(/\+0000$/, 'Z'));
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new ReleaseError('HUB_ANSWER_UNUSABLE', 'The hub answered with something that is no date', {
    found: text,
    actions: ['Run again; nothing is built twice.'],
  });
}
