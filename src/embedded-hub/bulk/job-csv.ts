import type { BulkJobRecord } from '../state/push-records.ts';

/** The names Bulk API 2.0 has for what stands between columns. */
export const COLUMN_DELIMITERS = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
} as const;

export type ColumnDelimiter = keyof typeof COLUMN_DELIMITERS;

const LINE_ENDINGS = { LF: '\n', CRLF: '\r\n' } as const;

type Format = Pick<BulkJobRecord, 'columnDelimiter' | 'lineEnding'>;

export interface JobRows {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

// Both libraries are loaded with the first job: most hubs never see one.

/** Undefined: it is no CSV in the job's format. */
export async function readRows(text: string, format: Format): Promise<JobRows | undefined> {
  const { CsvError, parse } = await import('csv-parse/sync');
  try {
    const lines = parse(text, {
      delimiter: delimiterOf(format),
      record_delimiter: LINE_ENDINGS[format.lineEnding],
      skip_empty_lines: true,
      bom: true,
    });
    const [columns = [], ...values] = lines;
    return {
      columns,
      rows: values.map((row) =>
        Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ''])),
      ),
    };
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

/** Every value in quotes, as the results of a real job have it. */
export async function writeRows(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  format: Format,
): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  return stringify([[...columns], ...rows.map((row) => [...row])], {
    delimiter: delimiterOf(format),
    record_delimiter: LINE_ENDINGS[format.lineEnding],
    quoted: true,
    quoted_empty: true,
  });
}

function delimiterOf({ columnDelimiter }: Format): string {
  return isColumnDelimiter(columnDelimiter) ? COLUMN_DELIMITERS[columnDelimiter] : ',';
}

export function isColumnDelimiter(name: string): name is ColumnDelimiter {
  return Object.hasOwn(COLUMN_DELIMITERS, name);
}
