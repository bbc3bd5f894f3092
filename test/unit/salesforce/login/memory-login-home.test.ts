import { readdir } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { connectionInMemory } from '../../../../src/salesforce/login/memory-login.ts';
import { startPlainServer } from '../../../support/plain-server.ts';
import { transportFor } from '../../../support/transport-for.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

// A file of its own: the library keeps for a whole process where it looked for logins first.
it('a login in memory leaves HOME, the key chain and the temporary folder as they are', async () => {
  const home = await temporaryFolder('home');
  const temporary = await temporaryFolder('tmp');
  vi.stubEnv('HOME', home);
  vi.stubEnv('TMPDIR', temporary);
  vi.stubEnv('SF_USE_GENERIC_UNIX_KEYCHAIN', undefined);
  const { url } = await startPlainServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"DailyApiRequests":{}}');
  });
  transportFor(url);

  const connection = await connectionInMemory(
    {
      accessToken: '00DHu00000EcaHb!token',
      instanceUrl: url,
      orgId: '00DHu00000EcaHbMAJ',
      username: 'admin@acme.example',
    },
    '68.0',
    undefined,
  );
  await connection.request('/limits');

  expect(await readdir(home)).toEqual([]);
  expect(await readdir(temporary)).toEqual([]);
  expect(process.env['HOME']).toBe(home);
  expect(process.env['SF_USE_GENERIC_UNIX_KEYCHAIN']).toBeUndefined();
});
