import { stripVTControlCharacters } from 'node:util';

// What is left of controls, and characters that turn the reading direction of what follows.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Text of others on one line: names and messages must not move the cursor, colour the terminal or start a new line. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replaceAll(UNPRINTABLE, ' ').replaceAll(/\s+/g, ' ').trim();
}

/** The same for a line whose columns count: every character stays where it is. */
export function printableInPlace(line: string): string {
  return line.replaceAll(UNPRINTABLE, ' ');
}

/**
 * The same with its lines kept. Every line but the first starts with a bar: on GitHub a line that starts with two colons is a
 * command, also when it is indented.
 */
export function printableLines(text: string, indent: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(printable)
    .filter((line) => line !== '')
    .join(`\n${indent}| `);
}
