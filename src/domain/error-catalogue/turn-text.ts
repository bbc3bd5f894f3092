import type { Turn } from './error-codes.ts';

const TURNS: Readonly<Record<Turn, string>> = {
  you: 'you',
  'hub-admin': 'the admin of your Dev Hub',
  'customer-admin': "your customer's admin",
  salesforce: 'Salesforce',
  github: 'GitHub',
  'eca-release developers': 'the developers of eca-release',
};

/** Whose turn it is, for people. */
export function turnText(turn: Turn): string {
  return TURNS[turn];
}

export const RETRY_TEXT = 'the same command may go well a little later';
