import JSZip, { type JSZipObject } from 'jszip';
import { ReleaseError } from '../domain/errors.ts';
import { unsafePathReason } from '../domain/project-path.ts';

/** What a retrieve may hold uncompressed (Metadata API guide, "Deploying and Retrieving Metadata with the Zip File"). */
const MOST_BYTES = 600 * 1024 * 1024;

/**
 * The files of a zip that came over the network, by their names. Throws HUB_ANSWER_UNUSABLE where it is none, or holds what
 * no org puts into one: names that lead elsewhere, names that stand twice, links, more than fits.
 */
export async function unpackForeignZip(
  bytes: Buffer,
  mostBytes = MOST_BYTES,
): Promise<ReadonlyMap<string, Buffer>> {
  const zip = new JSZip();
  const twice = namesGivenTwice(zip);
  await zip.loadAsync(bytes).catch((error: unknown) => {
    throw unusable(textOf(error), error);
  });
  if (twice.length > 0)
    throw unusable(twice.map((name) => `the name ${JSON.stringify(name)} twice`).join(', '));
  const files = new Map<string, Buffer>();
  let left = mostBytes;
  for (const entry of Object.values(zip.files)) {
    requireHarmless(entry);
    if (entry.dir) continue;
    const content = await inflate(entry, left);
    left -= content.length;
    files.set(entry.name, content);
  }
  return files;
}

/** Fills while the zip is read. jszip (3.10) has the last entry of each name in `files`, and tells nobody of the others. */
function namesGivenTwice(zip: JSZip): readonly string[] {
  const twice: string[] = [];
  zip.files = new Proxy(zip.files, {
    set(files, name, entry) {
      if (name in files) twice.push(String(name));
      return Reflect.set(files, name, entry);
    },
  });
  return twice;
}

/** The kind of file in a Unix mode, and the one that is a link. */
const KIND = 0o170000;
const LINK = 0o120000;

function requireHarmless(entry: JSZipObject): void {
  // jszip tidies names up, and keeps the one that stands in the zip.
  const name = entry.unsafeOriginalName ?? entry.name;
  const reason = unsafePathReason(entry.dir ? name.replace(/\/$/, '') : name);
  if (reason !== undefined) throw unusable(`the name ${JSON.stringify(name)}: ${reason}`);
  if ((Number(entry.unixPermissions ?? 0) & KIND) === LINK)
    throw unusable(`the symbolic link ${name}`);
}

/** Stops where there is too much: what a zip says of its sizes need not be true. */
async function inflate(entry: JSZipObject, mostBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = entry.nodeStream();
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) {
        chunks.push(chunk);
        return;
      }
      stream.pause();
      reject(unusable(`more than fits: ${entry.name} goes on after ${mostBytes} bytes`));
    });
    stream.on('error', (error: unknown) => reject(unusable(textOf(error), error)));
    stream.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

export function unusable(found: string, cause?: unknown): ReleaseError {
  return new ReleaseError('HUB_ANSWER_UNUSABLE', 'The zip that the hub handed out cannot be used', {
    found,
    wanted: 'a zip of metadata as the Metadata API makes it',
    actions: ['Run again; nothing was changed.'],
    cause,
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
