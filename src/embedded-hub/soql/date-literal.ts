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
  const [name, count] = literal.split(':');
  const days = Number(count);
  switch (name) {
    case 'TODAY':
      return { fromMs: midnight, untilMs: midnight + DAY_MS };
    case 'YESTERDAY':
      return { fromMs: midnight - DAY_MS, untilMs: midnight };
    case 'LAST_N_DAYS':
      return { fromMs: midnight - days * DAY_MS, untilMs: midnight + DAY_MS };
    case 'N_DAYS_AGO':
      return { fromMs: midnight - days * DAY_MS, untilMs: midnight - (days - 1) * DAY_MS };
    default:
      throw notBuilt(`the date literal ${literal} in SOQL`);
  }
}
