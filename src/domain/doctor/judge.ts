import { ReleaseError, failureOf, type ErrorCode, type Failure } from '../errors.ts';
import type { Evidence, Judgement } from './finding.ts';
import type { Reading } from './reading.ts';

interface Told {
  readonly about?: string;
  readonly evidence: readonly Evidence[];
}

export function pass(says: string, told: Told): Judgement {
  return { verdict: 'pass', says, ...told, fix: [] };
}

export function warn(says: string, told: Told & { readonly fix: readonly string[] }): Judgement {
  return { verdict: 'warn', says, ...told };
}

export function fail(
  says: string,
  told: Told & { readonly fix: readonly string[]; readonly code?: ErrorCode },
): Judgement {
  return { verdict: 'fail', says, ...told };
}

/** Neither good nor bad: what would have to be looked at cannot be. */
export function cannotTell(
  says: string,
  told: Told & { readonly fix: readonly string[] },
): Judgement {
  return { verdict: 'unknown', says, ...told };
}

/** Judges what was read; where it could not be read, says why. */
export function judged<T>(
  reading: Reading<T>,
  judge: (value: T) => Judgement,
  about?: string,
): Judgement {
  if (reading.kind === 'answered') return judge(reading.value);
  const { asked, failure } = reading;
  return cannotTell('What it rests on could not be read.', {
    ...aboutOf(about),
    evidence: [{ asked, answer: answerOf(failure) }],
    fix: failure.actions,
  });
}

/** A rule that a release keeps too: doctor fails with what the release would stop with. */
export function byRule(told: Told, rule: () => string): Judgement {
  try {
    return pass(rule(), told);
  } catch (error) {
    if (error instanceof ReleaseError) return stoppedBy(failureOf(error), told);
    throw error;
  }
}

export function stoppedBy(failure: Failure, { about, evidence }: Told): Judgement {
  const { message, found, wanted, why, actions, code, problems } = failure;
  return fail([message, why].filter((part) => part !== undefined).join('. '), {
    ...aboutOf(about),
    evidence: [
      ...evidence,
      ...(found === undefined
        ? []
        : [{ asked: wanted === undefined ? 'found' : `wanted ${wanted}`, answer: found }]),
      ...problems.map((problem) => ({
        asked: problem.location === undefined ? 'problem' : placeOf(problem.location),
        answer: problem.message,
      })),
    ],
    fix: actions,
    code,
  });
}

function placeOf({ file, line }: { readonly file: string; readonly line?: number }): string {
  return line === undefined ? file : `${file}:${line}`;
}

function answerOf({ code, message, found }: Failure): string {
  return found === undefined ? `${code}: ${message}` : `${code}: ${message} (${found})`;
}

function aboutOf(about: string | undefined): { readonly about?: string } {
  return about === undefined ? {} : { about };
}
