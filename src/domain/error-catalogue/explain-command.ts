import { ERRORS, type ErrorCode } from './error-codes.ts';

/** How to read the whole entry of a code. */
export function explainCommand(code: ErrorCode): string {
  return `npm run eca -- explain ${code}`;
}

/** Where the cause lies outside of what the reader wrote, the catalogue knows more than the failure says. */
export function isWorthExplaining(code: ErrorCode): boolean {
  return ['access', 'org', 'unfinished', 'build'].includes(ERRORS[code].exit);
}
