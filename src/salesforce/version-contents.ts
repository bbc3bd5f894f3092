import type { Connection } from '@salesforce/core';
import { z } from 'zod';
import type { Component } from '../domain/eca/component.ts';
import type { HubVersion } from '../domain/version/hub-version.ts';
import type { VersionContents } from '../ports/dev-hub.ts';
import { componentsOfZip } from './zip-components.ts';
import { unpackForeignZip } from './foreign-zip.ts';
import { queryRows } from './query-rows.ts';
import { absentIfWithheld } from './withheld.ts';
import { retryRead } from './retry-reads.ts';

/** Package2Version.DeveloperUsePkgZip: from API 64 on, and only for users with "Download Package Version Zips". */
const ZIP_ROW = z.object({
  DeveloperUsePkgZip: z.string().nullish(),
  Package2: z.object({ NamespacePrefix: z.string().nullish() }).nullish(),
});

interface BuiltZip {
  readonly bytes: Buffer;
  readonly namespace: string;
}

/** What a built version holds: from its zip where the hub hands it out, else the number of its files. */
export async function readContents(
  connection: Connection,
  version: HubVersion,
): Promise<VersionContents> {
  const built = await absentIfWithheld(async () => downloadZip(connection, version));
  const components = built === undefined ? undefined : await componentsIn(built);
  if (components !== undefined) return { by: 'package-zip', components };
  return version.metadataFiles === undefined
    ? {
        by: 'nothing',
        why: 'the hub neither hands out a zip that can be read nor counts its files',
      }
    : { by: 'file-count', files: version.metadataFiles };
}

/** Nothing where it is no zip that can be read. */
async function componentsIn({
  bytes,
  namespace,
}: BuiltZip): Promise<readonly Component[] | undefined> {
  try {
    // 2GP wraps the metadata once more; a zip of the metadata alone is what older versions hand out.
    const files = await unpackForeignZip(bytes);
    const components = await componentsOfZip(files.get('package.zip') ?? bytes);
    return components.map((component) => withoutNamespace(component, namespace));
  } catch {
    return undefined;
  }
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

async function downloadZip(
  connection: Connection,
  version: HubVersion,
): Promise<BuiltZip | undefined> {
  const [row] = await queryRows(connection, 'asking for the package zip', {
    soql: `SELECT DeveloperUsePkgZip, Package2.NamespacePrefix FROM Package2Version WHERE Id = '${version.id}'`,
    row: ZIP_ROW,
    tooling: true,
  });
  const url = row?.DeveloperUsePkgZip;
  if (url === undefined || url === null) return undefined;
  // Nothing at all where the hub answers with no content.
  const base64 = await retryRead('downloading the package zip', async () =>
    connection.tooling.request<string | undefined>(url, { encoding: 'base64' }),
  );
  return base64 === undefined || base64 === ''
    ? undefined
    : { bytes: Buffer.from(base64, 'base64'), namespace: row?.Package2?.NamespacePrefix ?? '' };
}
