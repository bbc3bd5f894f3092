import type { ChecklistItem } from './finding.ts';
import type { RuleId } from './rule-ids.ts';
import { SOURCES, type Source } from './sources.ts';

/** Rules that belong together, and what of the same matter no rule can read. */
export interface RuleSet {
  readonly id: RuleSetId;
  readonly title: string;
  /** Whom it concerns, since when, and what follows. */
  readonly about: string;
  readonly source: Source;
  readonly rules: readonly RuleId[];
  readonly checklist: readonly ChecklistItem[];
}

export const RULE_SET_IDS = ['partner-mandate-2026'] as const;

export type RuleSetId = (typeof RULE_SET_IDS)[number];

export const RULE_SETS: Readonly<Record<RuleSetId, RuleSet>> = {
  'partner-mandate-2026': {
    id: 'partner-mandate-2026',
    title: 'What Salesforce demands of partner apps since 2026',
    about:
      'For every app that a partner provides and that more than two production orgs of customers use. The deadline was 11 May 2026, enforced from 25 June 2026: otherwise the listing goes, or the app is cut off. PKCE, rotation and the idle limit do not concern JWT bearer and client credentials.',
    source: SOURCES.mandate,
    rules: ['pkce', 'refresh-token-rotation', 'refresh-token-idle-limit', 'refresh-token-policy'],
    checklist: [
      {
        what: 'Refresh tokens are taken from the addresses of your servers only (IP allowlist: up to 128 ranges, 256 addresses in all).',
        how: 'Setup › External Client App Manager › the app › Edit › OAuth Settings › IP allowlist for refresh tokens. No metadata is known to show it. Apps on phones, with a callback scheme of their own, are exempt.',
        source: SOURCES.allowlist.url,
      },
      {
        what: 'Your server sends code_challenge and code_verifier at every login, and its secret too where it is a confidential client.',
        how: 'Log in once with PKCE required, in an org of your own, before customers do.',
        source: SOURCES.mandate.url,
      },
      {
        what: 'Your server keeps the new refresh token of every answer before it uses it, and never refreshes one connection twice at once.',
        how: 'Look at where refresh tokens are stored, and at what jobs and replicas share them.',
        source: SOURCES.mandate.url,
      },
      {
        what: 'Customers know that a connection which rests for 30 days has to be made anew.',
        how: 'Tell them before you switch the limit on; it changes their refresh token policies.',
        source: SOURCES.idleLimit.url,
      },
      {
        what: 'Whether the mandate concerns you: how many production orgs of customers use the app.',
        how: 'Count the installations of the package that are production orgs: more than two.',
        source: SOURCES.mandate.url,
      },
    ],
  },
};
