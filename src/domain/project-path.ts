/** A path relative to the project without ./, doubled or trailing slashes; the project itself is '.'. */
export function normalizedPath(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.length === 0 ? '.' : segments.join('/');
}

/**
 * Why a path must not be used as one inside the project, as the end of a sentence; nothing for a fine one. Strict enough
 * for every system: what is harmless on Linux may be a drive or a second stream of a file on Windows.
 */
export function unsafePathReason(path: string): string | undefined {
  if (path.trim() === '') return 'it is empty';
  if (path.startsWith('/')) return 'it is absolute';
  if (/^[A-Za-z]:/.test(path)) return 'it is absolute (a Windows drive)';
  if (path.includes('\\')) return 'it has a backslash; write / also on Windows';
  if (path.includes(':')) return 'it has a colon, which Windows takes for a drive or a stream';
  if (hasControlCharacter(path)) return 'it has a control character';
  const segments = path.split('/');
  if (segments.includes('..')) return 'it has .. in it and could leave the project';
  if (segments.some((segment) => segment.toLowerCase() === '.git'))
    return "it leads into git's own folder";
  const device = segments.find((segment) => WINDOWS_DEVICE.test(segment));
  if (device !== undefined) return `Windows keeps the name ${device} for a device`;
  if (segments.some((segment) => /[^.][. ]$/.test(segment)))
    return 'a name in it ends with a dot or a blank, which Windows leaves out';
  return undefined;
}

/** Also with a suffix: nul.eca-meta.xml (Microsoft, "Naming Files, Paths, and Namespaces"). */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** Whether one path is the other, or lies below it; without regard to case, as on macOS and Windows. */
export function isSameOrBelow(path: string, folder: string): boolean {
  const [inner, outer] = [path, folder].map((each) => normalizedPath(each).toLowerCase());
  return outer === '.' || inner === outer || inner?.startsWith(`${outer}/`) === true;
}

function hasControlCharacter(path: string): boolean {
  return Array.from(path).some((character) => character < ' ' || character === '\u007F');
}
