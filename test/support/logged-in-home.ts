import { rmSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startHub } from '../../src/embedded-hub/start-hub.ts';
import { logIn, logInForLong } from './log-in.ts';
import { SHIPPED_SEED } from './shipped-seed.ts';

/** The alias that every home of these tests knows. */
export const ALIAS = 'hub';

/** Ends with its session, or can be renewed. */
export type LoginKind = 'access-token' | 'refresh-token';

const templates = new Map<LoginKind, Promise<string>>();

/**
 * A HOME of its own whose login store holds one login, to a hub of the shipped seed at this address. Logging in takes a
 * process of its own: it is done once, and the address put in. Is gone after the test.
 */
export async function homeLoggedInTo(
  url: string,
  kind: LoginKind = 'access-token',
): Promise<string> {
  const home = await makeLoggedInHome(url, kind);
  onTestFinished(async () => rm(home, { recursive: true, force: true }));
  return home;
}

/** The same outside of a test; whoever made it removes it. */
async function makeLoggedInHome(url: string, kind: LoginKind = 'access-token'): Promise<string> {
  const template = templates.get(kind) ?? makeTemplate(kind);
  templates.set(kind, template);
  const home = await mkdtemp(join(tmpdir(), 'eca-release-home-'));
  await cp(await template, home, { recursive: true });
  await pointLoginTo(home, url);
  return home;
}

/** The hub has moved to another address, as a hub does that starts again on any free port. */
export async function pointLoginTo(home: string, url: string): Promise<void> {
  await editLogin(home, { instanceUrl: url, loginUrl: url });
}

/** Changes what the login store holds about the login. */
async function editLogin(home: string, changes: Readonly<Record<string, string>>): Promise<void> {
  const file = join(home, '.sfdx', 'admin@acme-dev-hub.example.json');
  const login: unknown = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify(Object.assign({}, login, changes), undefined, 2));
}

async function makeTemplate(kind: LoginKind): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'eca-release-home-'));
  process.once('exit', () => {
    rmSync(home, { recursive: true, force: true });
  });
  const hub = await startHub({ seedFile: SHIPPED_SEED, port: 0 });
  try {
    await (kind === 'access-token' ? logIn : logInForLong)(hub, home, ALIAS);
  } finally {
    await hub.close();
  }
  return home;
}
