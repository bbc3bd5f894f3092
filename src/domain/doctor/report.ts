import type { ErrorCode } from '../errors.ts';
import { ReleaseError } from '../errors.ts';
import { VERDICTS, type Finding, type Verdict } from './finding.ts';

/** What doctor found, as plain data. */
export interface DoctorReport {
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

export function reportOf(findings: readonly Finding[]): DoctorReport {
  const counts = Object.fromEntries(
    VERDICTS.map((verdict) => [
      verdict,
      findings.filter((finding) => finding.verdict === verdict).length,
    ]),
  ) as Record<Verdict, number>;
  return { findings, counts };
}

/** Throws NOT_READY where a check failed. What could not be told is no failure: nobody knows that it would be one. */
export function requireReady({ findings }: DoctorReport): void {
  const failed = findings.filter(({ verdict }) => verdict === 'fail');
  if (failed.length === 0) return;
  throw new ReleaseError('NOT_READY' satisfies ErrorCode, 'Not everything is ready', {
    found: failed
      .map(({ check, about }) => (about === undefined ? check : `${check} (${about})`))
      .join(', '),
    wanted: 'no check that fails',
    actions: [
      'Do what stands below each failed check, the first one first; then run doctor again.',
    ],
  });
}
