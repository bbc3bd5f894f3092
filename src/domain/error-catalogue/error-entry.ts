import type { ErrorCode } from './error-codes.ts';

/** What a code means: to be read without the failure at hand. */
export interface ErrorEntry {
  /** What has happened, in one sentence. */
  readonly meaning: string;
  /** What the line "found" of a failure shows; absent where there is none. */
  readonly found?: string;
  /** What the line "wanted" shows. */
  readonly wanted?: string;
  /** Why it happens, and what has happened to the run by then. */
  readonly cause: string;
  /** What to do, most likely first. */
  readonly steps: readonly [string, ...string[]];
}

/** Entries of one theme; a name that is no code does not compile. */
export type Theme = Readonly<Partial<Record<ErrorCode, ErrorEntry>>>;
