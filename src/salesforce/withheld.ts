import { ReleaseError, type ErrorCode } from '../domain/errors.ts';

const WITHHELD: ReadonlySet<ErrorCode> = new Set([
  'HUB_REFUSED',
  'PERMISSION_MISSING',
  // For who may not see them, Salesforce says that these objects are not there.
  'SECOND_GENERATION_PACKAGING_OFF',
  'VERSION_NOT_YET_AVAILABLE',
]);

/** Nothing where the hub does not tell this user: for questions whose answer is good to have, and not needed. */
export async function absentIfWithheld<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ReleaseError && WITHHELD.has(error.code)) return undefined;
    throw error;
  }
}
