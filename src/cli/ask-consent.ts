import { confirm, isCancel, log } from '@clack/prompts';
import { ReleaseError } from '../domain/errors.ts';
import type { Consent, ConsentRequest } from '../ports/consent.ts';

export type ConsentMode =
  /** A rehearsal, or --yes. */
  | 'given'
  /** A terminal, with somebody in front of it. */
  | 'ask'
  /** A pipe, a log, a CI. */
  | 'impossible';

/** @param signal aborted when the run is to end: the question is then answered no */
export function consentFor(
  mode: ConsentMode,
  beforeAsking: () => void,
  signal: AbortSignal,
): Consent {
  return {
    async require(request) {
      if (mode === 'given') return;
      if (mode === 'impossible') throw notConfirmed(request, 'nobody to ask: this is no terminal');
      beforeAsking();
      log.message(request.lines.join('\n'));
      const answer = await confirm({ message: request.question, initialValue: false, signal });
      if (isCancel(answer) || !answer) throw notConfirmed(request, 'the answer was no');
    },
  };
}

function notConfirmed(request: ConsentRequest, found: string): ReleaseError {
  return new ReleaseError('NOT_CONFIRMED', 'Nothing was done: it was not confirmed', {
    found,
    wanted: `${request.question} ${request.lines.join('; ')}`,
    actions: [
      'Run again and agree, or say so beforehand: --yes',
      'To try it without any org: --rehearse',
    ],
  });
}
