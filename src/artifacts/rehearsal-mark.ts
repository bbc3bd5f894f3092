/** What every artifact of a rehearsal says, each in its own way. */
export const REHEARSAL_NOTE =
  'REHEARSAL: nothing was released. This version exists only in a hub on the machine that rehearsed, and cannot be installed anywhere.';

/** The manifest with the mark as a comment. It follows the XML declaration, before which nothing may stand. */
export function markManifest(manifest: string): string {
  const declaration = /^\uFEFF?<\?xml[^>]*\?>\r?\n?/.exec(manifest)?.[0] ?? '';
  const separator = declaration === '' || declaration.endsWith('\n') ? '' : '\n';
  return `${declaration}${separator}<!-- ${REHEARSAL_NOTE} -->\n${manifest.slice(declaration.length)}`;
}
