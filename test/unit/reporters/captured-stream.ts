import type { TextStream } from '../../../src/reporters/text-stream.ts';

export interface CapturedStream extends TextStream {
  readonly text: () => string;
}

/** A stream that keeps what was written. */
export function capturedStream(terminal: { readonly columns?: number } = {}): CapturedStream {
  let written = '';
  return {
    isTTY: terminal.columns !== undefined,
    ...terminal,
    write(text) {
      written += text;
    },
    text: () => written,
  };
}

/** What a terminal would show of it in the end: lines that were cleared are gone. */
export function screenOf(text: string): string {
  return text
    .replaceAll('\u001B[?25l', '')
    .replaceAll('\u001B[?25h', '')
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r\u001B[2K') + 1).replace('\u001B[2K', ''))
    .join('\n');
}
