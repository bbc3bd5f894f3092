import JSZip from 'jszip';
import type { OutgoingFile } from '../ports/dev-hub.ts';

/** Every file of a zip, sorted by name. */
export async function filesInZip(zip: Uint8Array): Promise<readonly OutgoingFile[]> {
  const entries = Object.values((await JSZip.loadAsync(zip)).files).filter((entry) => !entry.dir);
  const files = await Promise.all(
    entries.map(async (entry) => ({ name: entry.name, bytes: await entry.async('uint8array') })),
  );
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
