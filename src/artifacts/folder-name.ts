import { createHash } from 'node:crypto';

// Names that mean a device on Windows, whatever extension follows.
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 60;

/**
 * A folder name that every file system takes. Spaces become hyphens; where more than that was lost, eight characters of the
 * name's SHA-256 keep two names apart.
 */
export function folderNameFor(name: string): string {
  const hyphenated = name.replaceAll(' ', '-');
  const safe = hyphenated
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-zA-Z0-9._-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
    .slice(0, LONGEST);
  const isUsable = safe !== '' && !RESERVED.test(safe);
  if (isUsable && safe === hyphenated) return safe;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return [...(isUsable ? [] : ['package']), ...(safe === '' ? [] : [safe]), hash].join('-');
}
