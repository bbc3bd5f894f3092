import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';

const run = promisify(execFile);

/** Logs the sf CLI's own store below a HOME in to a hub, under an alias, through Salesforce's library as the CLI does. */
export async function logIn(hub: RunningHub, home: string, alias: string): Promise<void> {
  await run(process.execPath, [join(import.meta.dirname, 'log-in-process.ts')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      SF_DISABLE_LOG_FILE: 'true',
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
      LOGIN_ALIAS: alias,
      LOGIN_TOKEN: hub.login.accessToken,
      LOGIN_URL: hub.url,
    },
  });
}
