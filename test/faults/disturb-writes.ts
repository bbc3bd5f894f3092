// Loaded into the real process with --import: notes every change of the file system, and lets one of them go wrong. A hook
// instead of permissions and full disks, because the tests may run as root, and because a fault has to strike one write.
import { createHash } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import type { Disturbance, WriteFault } from './disturbance.ts';

const { existsSync, openSync, readFileSync, writeFileSync, writeSync } = fs;
const { log, roots, strike }: Disturbance = JSON.parse(process.env['ECA_FAULTS_DISTURBANCE'] ?? '');
// Programs that this one starts, git above all, are not disturbed.
delete process.env['ECA_FAULTS_DISTURBANCE'];
delete process.env['NODE_OPTIONS'];

const logFile = openSync(log, 'a');
const paths = new Map<number, string>();
const seen = new Map<string, number>();
/** What is on its way out, or gone. */
const removed = new Set<string>();

let isInside = false;

/** Node does some of its calls by others: only the outer one counts. */
function within<T>(act: () => T): T {
  const before = isInside;
  isInside = true;
  try {
    return act();
  } finally {
    isInside = before;
  }
}

/** What takes a moment on the disk: the name of the place, which is the same in every run, and the fault that is due. */
function meet(operation: string, path: unknown): WriteFault | undefined {
  if (isInside) return undefined;
  const file = String(path);
  const title = `${operation} ${nameOf(file)}`;
  const nth = (seen.get(title) ?? 0) + 1;
  seen.set(title, nth);
  const isDue = strike?.title === title && strike.nth === nth;
  note({ title, nth, isStruck: isDue });
  if (!isDue) return undefined;
  const { fault } = strike;
  if (fault === 'SIGKILL') process.kill(process.pid, 'SIGKILL');
  if (fault === 'SIGINT' || fault === 'SIGTERM') {
    process.kill(process.pid, fault);
    return undefined;
  }
  return fault;
}

function note(line: object): void {
  writeSync(logFile, `${JSON.stringify(line)}\n`);
}

/** Without what differs from run to run: where the folders lie, and what makes temporary names unique. */
function nameOf(file: string): string {
  const root = Object.entries(roots).find(([, folder]) => file.startsWith(folder));
  const name = root === undefined ? file : `${root[0]}${file.slice(root[1].length)}`;
  return name
    .replaceAll(/\.[0-9a-f]{8}-\d+-[0-9a-f]{12}\.tmp\b/g, '.*.tmp')
    .replaceAll(/\beca-release-\w{6}\b/g, 'eca-release-*')
    .replaceAll(/\b\d{13}\b/g, '*')
    .replaceAll(/\b0Ho\w{15}\b(-\w+)?/g, '0Ho*');
}

function refusal(code: 'ENOSPC' | 'EACCES', operation: string, file: string): Error {
  const text = code === 'ENOSPC' ? 'no space left on device' : 'permission denied';
  // Of a file that is open already the system names no path.
  const isOpen = operation === 'write' || operation === 'sync';
  return Object.assign(
    new Error(`${code}: ${text}, ${operation}${isOpen ? '' : ` '${file}'`}`),
    { code, syscall: operation, errno: code === 'ENOSPC' ? -28 : -13 },
    isOpen ? {} : { path: file },
  );
}

type Act = (...args: unknown[]) => unknown;

/** A change that is done as a whole or not at all: of a name, a folder, a mode. */
function meetWhole(operation: string, path: unknown): Error | undefined {
  const fault = meet(operation, path);
  if (fault === 'no-permission') return refusal('EACCES', operation, String(path));
  return fault === undefined ? undefined : refusal('ENOSPC', operation, String(path));
}

/** A write of bytes: where it goes wrong, half of them arrive. */
function meetBytes(operation: string, path: unknown, writeHalf: () => void): Error | undefined {
  const fault = meet(operation, path);
  if (fault === undefined) return undefined;
  if (fault === 'no-permission') return refusal('EACCES', operation, String(path));
  within(writeHalf);
  if (fault === 'torn') process.kill(process.pid, 'SIGKILL');
  return refusal('ENOSPC', 'write', String(path));
}

/** Nothing where the call changes nothing: a folder that is there, a file that is only read. */
const CHANGES: Readonly<Record<string, (path: unknown, second: unknown) => string | undefined>> = {
  open: (_path, flags) => (opensForWriting(flags) ? 'open' : undefined),
  mkdir: (path) => {
    removed.delete(String(path));
    return existsSync(String(path)) ? undefined : 'mkdir';
  },
  mkdtemp: () => 'mkdtemp',
  rename: () => 'rename',
  rm: removal,
  unlink: removal,
  rmdir: removal,
  copyFile: () => 'copyFile',
  cp: () => 'cp',
  symlink: () => 'symlink',
  link: () => 'link',
  truncate: () => 'truncate',
  chmod: () => 'chmod',
};

/** A folder is removed file by file; that is one change. */
function removal(path: unknown): string | undefined {
  const file = String(path);
  const isPart = Array.from(removed).some(
    (folder) => file === folder || file.startsWith(`${folder}/`),
  );
  if (isPart || !existsSync(file)) return undefined;
  removed.add(file);
  return 'rm';
}

function opensForWriting(flags: unknown): boolean {
  if (typeof flags === 'number')
    return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0;
  return typeof flags === 'string' && /[wa+]/.test(flags);
}

/** The path that counts: of two names, the one that comes into being. */
function subject(operation: string, [first, second]: readonly unknown[]): unknown {
  if (operation === 'mkdtemp') return `${String(first)}XXXXXX`;
  return ['rename', 'copyFile', 'cp', 'symlink', 'link'].includes(operation) ? second : first;
}

function beforeRename(operation: string, args: readonly unknown[]): void {
  if (operation !== 'rename' || isInside) return;
  const bytes = readFileSync(String(args[0]));
  note({ file: nameOf(String(args[1])), sha256: createHash('sha256').update(bytes).digest('hex') });
}

function callbackOf(args: readonly unknown[]): (error: unknown) => void {
  return args.at(-1) as (error: unknown) => void;
}

const library = fs as unknown as Record<string, Act>;
const promises = fs.promises as unknown as Record<string, Act>;

for (const [operation, titleFor] of Object.entries(CHANGES)) {
  const met = (args: readonly unknown[]): Error | undefined => {
    const title = titleFor(subject(operation, args), args[1]);
    if (title === undefined) return undefined;
    const error = meetWhole(title, subject(operation, args));
    if (error === undefined) beforeRename(operation, args);
    return error;
  };
  const { [operation]: withCallback, [`${operation}Sync`]: atOnce } = library;
  const { [operation]: withPromise } = promises;
  if (withCallback !== undefined)
    library[operation] = (...args) => {
      const error = met(args);
      if (error !== undefined) return process.nextTick(callbackOf(args), error);
      if (operation !== 'open') return withCallback(...args);
      const callback = callbackOf(args) as (error: unknown, descriptor: number) => void;
      return withCallback(...args.slice(0, -1), (problem: unknown, descriptor: number) => {
        if (problem === null) paths.set(descriptor, String(args[0]));
        callback(problem, descriptor);
      });
    };
  if (atOnce !== undefined)
    library[`${operation}Sync`] = (...args) => {
      const error = met(args);
      if (error !== undefined) throw error;
      const result = within(() => atOnce(...args));
      if (operation === 'open') paths.set(result as number, String(args[0]));
      return result;
    };
  if (withPromise !== undefined)
    promises[operation] = async (...args) => {
      const error = met(args);
      if (error !== undefined) throw error;
      const result = await withPromise(...args);
      if (operation === 'open') paths.set((result as fs.promises.FileHandle).fd, String(args[0]));
      return result;
    };
}

function halfOf(data: unknown): Buffer {
  const bytes = typeof data === 'string' ? Buffer.from(data) : (data as Buffer);
  return bytes.subarray(0, Math.ceil(bytes.byteLength / 2));
}

// fs.writeFile with a callback goes through open and write above and below; these two do all of it by themselves.
const wholeAtOnce = library['writeFileSync'];
library['writeFileSync'] = (path, data, ...options) => {
  const error = meetBytes('writeFile', path, () => writeFileSync(String(path), halfOf(data)));
  if (error !== undefined) throw error;
  return within(() => wholeAtOnce?.(path, data, ...options));
};
const wholeWithPromise = promises['writeFile'];
promises['writeFile'] = async (path, data, ...options) => {
  const error = meetBytes('writeFile', path, () => writeFileSync(String(path), halfOf(data)));
  if (error !== undefined) throw error;
  return wholeWithPromise?.(path, data, ...options);
};

for (const method of ['write', 'writev']) {
  const original = library[method];
  library[method] = (descriptor, data, ...rest) => {
    const file = paths.get(descriptor as number);
    // How many pieces a stream comes in, and how they are put together, is a matter of timing: the first time counts.
    paths.delete(descriptor as number);
    if (file === undefined) return original?.(descriptor, data, ...rest);
    const half = Array.isArray(data) ? data[0] : data;
    const error = meetBytes('write', file, () => writeSync(descriptor as number, halfOf(half)));
    if (error !== undefined) return process.nextTick(callbackOf(rest), error);
    return original?.(descriptor, data, ...rest);
  };
}
const atOnce = library['writeSync'];
library['writeSync'] = (descriptor, data, ...rest) => {
  const file = paths.get(descriptor as number);
  if (file === undefined) return atOnce?.(descriptor, data, ...rest);
  const error = meetBytes('write', file, () => writeSync(descriptor as number, halfOf(data)));
  if (error !== undefined) throw error;
  return atOnce?.(descriptor, data, ...rest);
};

const handle = await fs.promises.open(import.meta.filename);
const handles = Object.getPrototypeOf(handle) as Record<string, Act>;
await handle.close();
for (const method of ['write', 'writeFile', 'appendFile']) {
  const original = handles[method];
  handles[method] = async function disturbed(this: fs.promises.FileHandle, data, ...rest) {
    const file = paths.get(this.fd) ?? '';
    const error = meetBytes('write', file, () => writeSync(this.fd, halfOf(data)));
    if (error !== undefined) throw error;
    return original?.call(this, data, ...rest);
  };
}
for (const method of ['sync', 'datasync', 'chmod', 'truncate']) {
  const original = handles[method];
  handles[method] = async function disturbed(this: fs.promises.FileHandle, ...args) {
    const error = meetWhole(method, paths.get(this.fd) ?? '');
    if (error !== undefined) throw error;
    return original?.call(this, ...args);
  };
}

syncBuiltinESMExports();

channel('undici:client:sendHeaders').subscribe(() => {
  note({ isRequest: true });
});
channel('undici:client:connectError').subscribe((message) => {
  const { error } = message as { readonly error: NodeJS.ErrnoException };
  note({ refused: error.code ?? error.message });
});
