// Control characters, the line separators of Unicode, and characters that turn the reading direction of what follows.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** A value from elsewhere without what changes how the text around it reads. */
export function printable(value: string): string {
  return value.toWellFormed().replaceAll(UNPRINTABLE, ' ');
}

/** The same as one line, without blanks around it. */
export function oneLine(value: string): string {
  return printable(value).replaceAll(/\s+/g, ' ').trim();
}
