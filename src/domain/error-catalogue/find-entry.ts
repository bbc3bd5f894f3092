import { nearest } from '../nearest.ts';
import { ERRORS, type ErrorCode } from './error-codes.ts';
import { codeOfSalesforceText } from './salesforce-texts.ts';

const CODES = Object.keys(ERRORS) as readonly ErrorCode[];

export type Finding =
  | { readonly kind: 'found'; readonly code: ErrorCode }
  | { readonly kind: 'unknown'; readonly meant: string | undefined };

/** The entry for what somebody read somewhere: a code of ours, or a text of Salesforce's. */
export function findEntry(asked: string): Finding {
  const written = asked.trim().toUpperCase().replaceAll('-', '_');
  const code = CODES.find((known) => known === written) ?? codeOfSalesforceText(asked);
  return code === undefined
    ? { kind: 'unknown', meant: nearest(written, CODES) }
    : { kind: 'found', code };
}
