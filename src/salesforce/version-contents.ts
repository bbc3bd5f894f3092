import type { Connection } from '@salesforce/core';
import { z } from 'zod';
import type { Component } from '../domain/eca/component.ts';
import type { HubVersion } from '../domain/version/hub-version.ts';
import type { VersionContents } from '../ports/dev-hub.ts';
import { componentsOfZip } from './zip-components.ts';
import { ReleaseError } from '../domain/errors.ts';
import { unpackForeignZip } from './foreign-zip.ts';
import { queryRows } from './query-rows.ts';
import { refusalIn } from './rest-refusal.ts';
import { retryRead } from './retry-reads.ts';
import { absentIfWithheld } from './withheld.ts';

/** Package2Version.DeveloperUsePkgZip: from API 64 on, and only for users with "Download Package Version Zips". */
const ZIP_ROW = z.object({
  DeveloperUsePkgZip: z.string().nullish(),
  Package2: z.object({ NamespacePrefix: z.string().nullish() }).nullish(),
});

interface ZipOffer {
  readonly url: string;
  readonly namespace: string;
}

/** What a built version holds: from its zip where the hub hands it out, else the number of its files. */
export async function readContents(
  connection: Connection,
  version: HubVersion,
): Promise<VersionContents> {
  const components = await absentIfWithheld(async () => downloadComponents(connection, version));
  if (components !== undefined) return { by: 'package-zip', components };
  return version.metadataFiles === undefined
    ? {
        by: 'nothing',
        why: 'the hub neither hands out a zip that can be read nor counts its files',
      }
    : { by: 'file-count', files: version.metadataFiles };
}

/** Nothing where the hub offers no zip, or none that can be read. */
async function downloadComponents(
  connection: Connection,
  version: HubVersion,
): Promise<readonly Component[] | undefined> {
  const offer = await offeredZip(connection, version);
  if (offer === undefined) return undefined;
  let hasArrived = false;
  try {
    // What cannot be read may only have been cut short on its way.
    return await retryRead(DOWNLOADING, async () => {
      hasArrived = false;
      const bytes = await download(connection, offer.url);
      hasArrived = true;
      return bytes === undefined ? undefined : componentsIn(bytes, offer.namespace);
    });
  } catch (error) {
    // What is in the place of the zip, the login page of a network say, tells nothing of it.
    if (hasArrived && error instanceof ReleaseError && error.code === 'HUB_ANSWER_UNUSABLE')
      return undefined;
    throw error;
  }
}

const DOWNLOADING = 'downloading the package zip';

/** Throws HUB_ANSWER_UNUSABLE where it is no zip that can be read. */
async function componentsIn(bytes: Buffer, namespace: string): Promise<readonly Component[]> {
  // 2GP wraps the metadata once more; a zip of the metadata alone is what older versions hand out.
  const files = await unpackForeignZip(bytes);
  const components = await componentsOfZip(files.get('package.zip') ?? bytes);
  return components.map((component) => withoutNamespace(component, namespace));
}

/**
 * A hub may hand out what it packaged under the package's namespace: acme__Connector. Nothing else in front of two
 * underscores is one: Log__c is the name of an object.
 */
function withoutNamespace(component: Component, namespace: string): Component {
  const prefix = `${namespace}__`;
  return component.fullName.startsWith(prefix)
    ? { ...component, fullName: component.fullName.slice(prefix.length) }
    : component;
}

async function offeredZip(
  connection: Connection,
  version: HubVersion,
): Promise<ZipOffer | undefined> {
  const [row] = await queryRows(connection, 'asking for the package zip', {
    soql: `SELECT DeveloperUsePkgZip, Package2.NamespacePrefix FROM Package2Version WHERE Id = '${version.id}'`,
    row: ZIP_ROW,
    tooling: true,
  });
  const url = row?.DeveloperUsePkgZip;
  return url === undefined || url === null
    ? undefined
    : { url, namespace: row?.Package2?.NamespacePrefix ?? '' };
}

/** Nothing where the hub answers with no content. */
async function download(connection: Connection, url: string): Promise<Buffer | undefined> {
  try {
    const base64 = await connection.tooling.request<string | undefined>(url, {
      encoding: 'base64',
    });
    return base64 === undefined || base64 === '' ? undefined : Buffer.from(base64, 'base64');
  } catch (error) {
    throw refusalInBase64(error) ?? error;
  }
}

/** jsforce-node 3.12 hands on a refusal as it asked for the download: in base64, which it then cannot read. */
function refusalInBase64(error: unknown): ReleaseError | undefined {
  if (!(error instanceof Error)) return undefined;
  try {
    return refusalIn(
      JSON.parse(Buffer.from(error.message, 'base64').toString('utf8')),
      DOWNLOADING,
    );
  } catch {
    return undefined;
  }
}
