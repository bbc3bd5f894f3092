export interface TimeRange {
  readonly fromMs: number;
  /** Not included. */
  readonly untilMs: number;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const MONTHS: Readonly<Record<'MONTH' | 'QUARTER' | 'YEAR', number>> = {
  MONTH: 1,
  QUARTER: 3,
  YEAR: 12,
};

/** Which units after the present one a literal begins with, and how many it is long. */
interface Span {
  readonly unit: Unit;
  readonly first: number;
  readonly count: number;
}

/** SOQL reference, date literals; undefined: none of them. Days are UTC days, weeks begin on Sunday, fiscal years are calendar years. */
export function rangeOfDateLiteral(literal: string, nowMs: number): TimeRange | undefined {
  const [name = '', text] = literal.toUpperCase().replace('FISCAL_', '').split(':');
  const span = text === undefined ? fixedSpan(name) : countedSpan(name, Number(text));
  if (span === undefined) return undefined;
  const { unit, first, count } = span;
  return {
    fromMs: startOf(unit, nowMs, first),
    untilMs: startOf(unit, nowMs, first + count),
  };
}

function fixedSpan(name: string): Span | undefined {
  switch (name) {
    case 'YESTERDAY':
      return { unit: 'DAY', first: -1, count: 1 };
    case 'TODAY':
      return { unit: 'DAY', first: 0, count: 1 };
    case 'TOMORROW':
      return { unit: 'DAY', first: 1, count: 1 };
    case 'LAST_90_DAYS':
      return countedSpan('LAST_N_DAYS', 90);
    case 'NEXT_90_DAYS':
      return countedSpan('NEXT_N_DAYS', 90);
  }
  const [, when, unit] = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name) ?? [];
  if (when === undefined) return undefined;
  return { unit: unit as Unit, first: when === 'LAST' ? -1 : when === 'NEXT' ? 1 : 0, count: 1 };
}

function countedSpan(name: string, count: number): Span | undefined {
  const [, ago] = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(name) ?? [];
  if (ago !== undefined) return { unit: ago as Unit, first: -count, count: 1 };
  const [, when, units] = /^(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S$/.exec(name) ?? [];
  if (when === undefined) return undefined;
  const unit = units as Unit;
  if (when === 'NEXT') return { unit, first: 1, count };
  // Only of days the present one counts in.
  return { unit, first: -count, count: unit === 'DAY' ? count + 1 : count };
}

/** When the unit begins that lies so many units after the present one. */
function startOf(unit: Unit, nowMs: number, offset: number): number {
  const now = new Date(nowMs);
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  if (unit === 'DAY') return Date.UTC(year, month, day + offset);
  if (unit === 'WEEK') return Date.UTC(year, month, day - now.getUTCDay() + 7 * offset);
  const months = MONTHS[unit];
  return Date.UTC(year, (Math.floor(month / months) + offset) * months, 1);
}
