import { printable } from './printable.ts';

interface AnnotationPlace {
  readonly title: string;
  /** Relative to the repository. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** A line that GitHub shows beside the file, and on the page of the run. */
export function annotation(
  kind: 'error' | 'warning' | 'notice',
  { title, file, line, column }: AnnotationPlace,
  message: string,
): string {
  const properties: readonly (readonly [string, string | number | undefined])[] = [
    ['file', file],
    ['line', line],
    ['col', column],
    ['title', title],
  ];
  const text = properties
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${property(String(value))}`]))
    .join(',');
  return `::${kind} ${text}::${data(message)}`;
}

export function groupStart(title: string): string {
  return `::group::${data(title)}`;
}

export const GROUP_END = '::endgroup::';

/** Text for the log: a line that would be a command, because somebody named something so, becomes text. */
export function withoutCommands(text: string): string {
  return text
    .split('\n')
    .map((line) => (/^\s*(::|##\[)/.test(line) ? `| ${line}` : line))
    .join('\n');
}

function data(value: string): string {
  return value
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => printable(line).replaceAll('%', '%25'))
    .filter((line) => line !== '')
    .join('%0A');
}

function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
