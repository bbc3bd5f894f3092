import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AuthInfo, Connection } from '@salesforce/core';
import { afterEach } from 'vitest';
import { parse, stringify } from 'yaml';
import { startHub } from '../../src/embedded-hub/start-hub.ts';
import type { HubLogin, HubOptions, RunningHub } from '../../src/embedded-hub/start-hub.ts';

const SEED = fileURLToPath(new URL('../fixtures/hub/seed.yaml', import.meta.url));
const running: RunningHub[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map(async (hub) => hub.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A hub that is gone after the test; builds take no time unless told. */
export async function startedHub(options: Partial<HubOptions> = {}): Promise<RunningHub> {
  const hub = await startHub({ seedFile: SEED, port: 0, buildMs: 0, ...options });
  running.push(hub);
  return hub;
}

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'eca-release-hub-'));
  folders.push(folder);
  return folder;
}

/** The fixture's seed with top-level keys replaced (merged, where both are maps). */
export function seedFileWith(changes: Readonly<Record<string, unknown>>): string {
  const base: Record<string, unknown> = parse(readSeedText());
  for (const [key, value] of Object.entries(changes)) {
    const before = base[key];
    base[key] = isMap(before) && isMap(value) ? { ...before, ...value } : value;
  }
  return seedFileOf(stringify(base));
}

export function seedFileOf(text: string): string {
  const file = join(emptyFolder(), 'seed.yaml');
  writeFileSync(file, text);
  return file;
}

/** @salesforce/core as it is, with a login that costs no request. */
export async function connectionTo(
  hub: RunningHub,
  version = '68.0',
  login: HubLogin = hub.login,
): Promise<Connection> {
  const { accessToken, orgId, username } = login;
  const authInfo = await AuthInfo.create({
    username,
    accessTokenOptions: {
      accessToken,
      instanceUrl: hub.url,
      loginUrl: hub.url,
      orgId,
      username,
      isDevHub: login === hub.login,
      namespacePrefix: null,
    },
  });
  return Connection.create({
    authInfo,
    connectionOptions: { instanceUrl: hub.url, accessToken, version },
  });
}

export interface RestAnswer {
  readonly status: number;
  readonly body: unknown;
}

export async function rest(
  hub: RunningHub,
  path: string,
  init: Omit<RequestInit, 'headers'> & {
    readonly token?: string;
    readonly headers?: Record<string, string>;
  } = {},
): Promise<RestAnswer> {
  const { token = hub.login.accessToken, ...request } = init;
  const response = await fetch(hub.url + path, {
    ...request,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...init.headers,
    },
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : jsonOrText(text) };
}

export async function query(
  hub: RunningHub,
  soql: string,
  root = 'tooling/query',
  version = '68.0',
) {
  return rest(hub, `/services/data/v${version}/${root}?q=${encodeURIComponent(soql)}`);
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readSeedText(): string {
  return readFileSync(SEED, 'utf8');
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
