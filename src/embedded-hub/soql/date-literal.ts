import { notBuilt } from '../refusal.ts';

const DAY_MS = 86_400_000;

export interface TimeRange {
  readonly fromMs: number;
  /** Not included. */
  readonly untilMs: number;
}

/** The UTC days a date literal means; LAST_N_DAYS counts today in. */
export function rangeOfDateLiteral(literal: string, nowMs: number): TimeRange {
  const midnight = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const [name, count] = literal.toUpperCase().split(':');
  const days = Number(count);
  if (name === 'TODAY') return { fromMs: midnight, untilMs: midnight + DAY_MS };
  if (name === 'YESTERDAY') return { fromMs: midnight - DAY_MS, untilMs: midnight };
  if (name === 'LAST_N_DAYS')
    return { fromMs: midnight - days * DAY_MS, untilMs: midnight + DAY_MS };
  if (name === 'N_DAYS_AGO')
    return { fromMs: midnight - days * DAY_MS, untilMs: midnight - (days - 1) * DAY_MS };
  throw notBuilt(`the date literal ${literal} in SOQL`);
}
