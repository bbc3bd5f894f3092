import { isPassing, type ReleaseError } from '../domain/errors.ts';

/** What the hub says; or why it cannot be heard right now, for whoever goes on asking. Everything else is thrown. */
export async function hear<T>(ask: () => Promise<T>): Promise<T | ReleaseError> {
  try {
    return await ask();
  } catch (error) {
    if (isPassing(error)) return error;
    throw error;
  }
}
