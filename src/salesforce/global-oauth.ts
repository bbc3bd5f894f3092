import type { Connection } from '@salesforce/core';
import { globalOauthOf, type GlobalOauthReading } from '../domain/eca/global-oauth.ts';
import { ReleaseError, type ErrorCode } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import { listComponents, retrieveComponents } from './metadata-reader.ts';

const TYPE = 'ExtlClntAppGlobalOauthSettings';

/** What an org says that does not let this user see them. */
const NOT_SHOWN: ReadonlySet<ErrorCode> = new Set([
  'COMPONENT_MISSING',
  'HUB_REFUSED',
  'METADATA_INVALID',
  'PERMISSION_MISSING',
]);

/**
 * The one place that asks for the type with keys and secrets. They are reduced to what is no secret at once: nothing else
 * of them is kept, written or told.
 */
export async function readGlobalOauth(
  connection: Connection,
  clock: Clock,
  apiVersion: string,
): Promise<GlobalOauthReading> {
  try {
    const refs = await listComponents(connection, [TYPE]);
    const components =
      refs.length === 0 ? [] : await retrieveComponents(connection, clock, refs, apiVersion);
    return { kind: 'read', apps: components.map(globalOauthOf) };
  } catch (error) {
    if (!(error instanceof ReleaseError) || !NOT_SHOWN.has(error.code)) throw error;
    return { kind: 'unreadable', why: `${error.message} (${error.code})` };
  }
}
