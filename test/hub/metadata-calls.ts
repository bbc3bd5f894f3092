import JSZip from 'jszip';
import type { Connection } from '@salesforce/core';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';

/** The Metadata API as it is on the wire: what stands in the envelope's body, and what comes back. */
export async function soap(
  hub: RunningHub,
  operation: string,
  session = hub.login.accessToken,
  version = '68.0',
): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${hub.url}/services/Soap/m/${version}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', soapaction: '""' },
    body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header xmlns="http://soap.sforce.com/2006/04/metadata"><SessionHeader><sessionId>${session}</sessionId></SessionHeader></soapenv:Header><soapenv:Body xmlns="http://soap.sforce.com/2006/04/metadata">${operation}</soapenv:Body></soapenv:Envelope>`,
  });
  return { status: response.status, text: await response.text() };
}

export interface RetrieveWish {
  readonly version?: string;
  readonly packageNames?: readonly string[];
  readonly specificFiles?: readonly string[];
  readonly singlePackage?: boolean;
}

/** Retrieves through the library; every status that was seen, and what the zip holds. */
export async function retrieved(
  connection: Connection,
  types: Readonly<Record<string, readonly string[]>>,
  {
    version = '68.0',
    packageNames = [],
    specificFiles = [],
    singlePackage = false,
  }: RetrieveWish = {},
) {
  const { id } = await connection.metadata.retrieve({
    apiVersion: Number(version),
    packageNames: [...packageNames],
    singlePackage,
    specificFiles: [...specificFiles],
    unpackaged: {
      objectPermissions: [],
      types: Object.entries(types).map(([name, members]) => ({ name, members: [...members] })),
      version,
    },
  });
  const last = await connection.metadata.checkRetrieveStatus(id);
  const zip = await JSZip.loadAsync(last.zipFile ? Buffer.from(last.zipFile, 'base64') : EMPTY_ZIP);
  const text = async (path: string) => zip.file(path)?.async('string');
  return { last, paths: Object.keys(zip.files), text };
}

const EMPTY_ZIP = await new JSZip().generateAsync({ type: 'nodebuffer' });

/** The zip of a deploy, from its files by path. */
export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  const zip = new JSZip();
  for (const [path, content] of Object.entries(files)) zip.file(path, content);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

export function packageXml(
  types: Readonly<Record<string, readonly string[]>>,
  version = '68.0',
): string {
  const blocks = Object.entries(types).map(
    ([name, members]) =>
      `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">${blocks.join('')}<version>${version}</version></Package>`;
}

/** A component's file, from its elements. */
export function componentXml(type: string, values: Readonly<Record<string, string>>): string {
  const elements = Object.entries(values).map(([name, text]) => `<${name}>${text}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${elements.join('\n')}\n</${type}>`;
}
