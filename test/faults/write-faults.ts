import type { Signal, WriteFault } from './disturbance.ts';
import type { Ending } from './ending.ts';
import type { WritePlace } from './place.ts';

export interface FileFault {
  readonly name: WriteFault;
  readonly title: string;
  impossibleAt(place: WritePlace): string | undefined;
  endingAt(place: WritePlace): Ending;
}

/** Operations that need room on the disk, or learn now that there was none. */
const NEED_ROOM = new Set([
  'open',
  'write',
  'writeFile',
  'mkdir',
  'mkdtemp',
  'sync',
  'copyFile',
  'cp',
]);
/** Operations for which the system looks at permissions; a file that is open has passed that. */
const NEED_PERMISSION = new Set([
  'open',
  'writeFile',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'chmod',
  'copyFile',
  'cp',
]);
/** Nothing that a process leaves behind depends on them; only a power failure would show it. */
const NOT_VISIBLE = new Set(['sync', 'chmod']);

function unwritable({ title }: WritePlace): Ending {
  return { code: 'WORKSPACE_UNWRITABLE', naming: fileIn(title) };
}

/**
 * The file that somebody looks for, without what makes its temporary name; of the temporary folder, and of the one that the
 * tool keeps for itself, just that it is one.
 */
function fileIn(title: string): string {
  if (/^\w+ tmp\//.test(title)) return 'temporary files';
  if (title.endsWith('/.eca-release/.gitignore')) return '.eca-release';
  return title.replace(/^.*[/ ]\.?([^/]+?)(\.\*\.tmp)?$/, '$1');
}

/** Who has nothing left to do but write the last files does that. */
function interrupted({ isAtTheEnd }: WritePlace): Ending {
  return isAtTheEnd ? 'goes on' : { code: 'INTERRUPTED' };
}

function operationOf({ title }: WritePlace): string {
  return title.split(' ')[0] ?? '';
}

function signal(name: Signal, endingAt: FileFault['endingAt']): FileFault {
  return {
    name,
    title: `${name} at a file write`,
    impossibleAt: (place) =>
      NOT_VISIBLE.has(operationOf(place))
        ? 'a process that dies here leaves what it leaves at the next step'
        : undefined,
    endingAt,
  };
}

/**
 * Our temporary folder may stay, and core makes do without the key of a login that is in no file. The folder within ours is
 * the library's, which stops where it cannot remove it, before it asks for a version.
 */
function isDispensable(title: string): boolean {
  return /^rm tmp\/[^/]+$/.test(title) || title.endsWith('/.sfdx/key.json');
}

export const WRITE_FAULTS: readonly FileFault[] = [
  {
    name: 'no-space',
    title: 'no space left on the disk (half of the bytes still arrive)',
    impossibleAt: (place) =>
      NEED_ROOM.has(operationOf(place)) ? undefined : 'the operation needs no room',
    endingAt: unwritable,
  },
  {
    name: 'no-permission',
    title: 'no permission',
    impossibleAt: (place) =>
      NEED_PERMISSION.has(operationOf(place))
        ? undefined
        : 'permission is asked for when a file is opened',
    endingAt: (place) => (isDispensable(place.title) ? 'goes on' : unwritable(place)),
  },
  {
    name: 'torn',
    title: 'torn write: half of the bytes, then the process is gone',
    impossibleAt: (place) =>
      operationOf(place).startsWith('write') ? undefined : 'it happens as a whole or not at all',
    endingAt: () => 'killed',
  },
  signal('SIGKILL', () => 'killed'),
  signal('SIGINT', interrupted),
  signal('SIGTERM', interrupted),
];
