import type { Connection } from '@salesforce/core';
import { connectionInMemory } from '../../src/salesforce/login/memory-login.ts';

/** A connection of the real library to any server, with a session that nobody checked. */
export async function memoryConnection(url: string, accessToken?: string): Promise<Connection> {
  const session = {
    accessToken: accessToken ?? '00DHu00000EcaHb!AQ4AQHzF.token',
    instanceUrl: url,
    orgId: '00DHu00000EcaHbMAJ',
    username: 'admin@acme.example',
  };
  return connectionInMemory(session, '68.0', undefined);
}
