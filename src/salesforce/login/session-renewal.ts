import type { AuthInfo, Connection } from '@salesforce/core';
import { ReleaseError } from '../../domain/errors.ts';
import { renewalFailure } from '../foreign-error.ts';

/** How jsforce is told to renew a session. */
export type RefreshFunction = NonNullable<
  ReturnType<AuthInfo['getConnectionOptions']>['refreshFn']
>;

/** A new token that is refused again this soon will be refused for ever; jsforce would go round without a pause. */
const RENEWAL_PAUSE_MS = 10_000;

/**
 * Renews the session of one connection, and says in a way that survives jsforce why it could not.
 * @param renew asks for another access token; throws whatever comes
 */
export function sessionRenewal(
  renew: (connection: Connection) => Promise<string>,
): RefreshFunction {
  let renewedAt = -Infinity;
  return async (connection, done) => {
    // Not the time of day, which may be set back.
    if (performance.now() - renewedAt < RENEWAL_PAUSE_MS) {
      await done(
        new ReleaseError('SESSION_EXPIRED', 'The org refuses a session that was just renewed', {
          actions: ['Check the session policies of the app that the login uses.'],
        }),
      );
      return;
    }
    try {
      const accessToken = await renew(connection);
      renewedAt = performance.now();
      await done(null, accessToken);
    } catch (error) {
      await done(renewalFailure(error));
    }
  };
}
