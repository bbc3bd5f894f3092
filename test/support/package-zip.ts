import JSZip from 'jszip';
import type { CommittedRecords } from './seeded-hub.ts';

type Version = CommittedRecords['versions'][number];

/** The files that arrived in the hub for a version, without the package.xml that the library makes. */
export async function packagedFiles(version: Version): Promise<Readonly<Record<string, string>>> {
  const outer = await JSZip.loadAsync(version.developerZipBase64 ?? '', { base64: true });
  const inner = await outer.file('package.zip')?.async('nodebuffer');
  const zip = await JSZip.loadAsync(inner ?? '');
  const files = Object.values(zip.files).filter(({ dir, name }) => !dir && name !== 'package.xml');
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file.name, await file.async('text')] as const)),
  );
}
