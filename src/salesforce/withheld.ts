import { ReleaseError, type ErrorCode } from '../domain/errors.ts';
import { salesforceCode } from './foreign-error.ts';

const WITHHELD: ReadonlySet<ErrorCode> = new Set([
  'PERMISSION_MISSING',
  // For who may not see them, Salesforce says that these objects are not there.
  'SECOND_GENERATION_PACKAGING_OFF',
]);

/**
 * Nothing where the hub does not tell this user: for questions whose answer is good to have, and not needed. Refusals that
 * nobody knows do not say that: a proxy refuses too.
 */
export async function absentIfWithheld<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ReleaseError && WITHHELD.has(error.code)) return undefined;
    if (saysUnknown(error)) return undefined;
    throw error;
  }
}

const UNKNOWN: ReadonlySet<string | undefined> = new Set([
  'INVALID_TYPE',
  'INVALID_FIELD',
  'NOT_FOUND',
]);

/** Nothing where the org does not know the object or the field: switched off, of another release, or not for this user. */
export async function absentIfUnknown<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (saysUnknown(error)) return undefined;
    throw error;
  }
}

function saysUnknown(error: unknown): boolean {
  return error instanceof Error && UNKNOWN.has(salesforceCode(error.cause));
}
