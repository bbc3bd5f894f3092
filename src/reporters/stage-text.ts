import type { RunEvent } from '../domain/events.ts';
import { printable } from './printable.ts';

/** What is said of a stage, with the package it works on. */
export function aboutPackage(packageName: string | undefined, text: string): string {
  if (packageName === undefined) return printable(text);
  return text === '' ? printable(packageName) : `${printable(packageName)}: ${printable(text)}`;
}

const MOST_FILES_NAMED = 5;

/** Which files were written and which removed, one text each. */
export function changedFilesTexts(
  data: Extract<RunEvent, { code: 'workspace.changed' }>['data'],
): readonly (readonly ['written' | 'removed', string])[] {
  const texts: (readonly ['written' | 'removed', string])[] = [];
  if (data.written.length > 0) texts.push(['written', filesText(data.written)]);
  if (data.removed.length > 0) texts.push(['removed', filesText(data.removed)]);
  return texts;
}

function filesText(paths: readonly string[]): string {
  const named = paths.slice(0, MOST_FILES_NAMED).map(printable).join(', ');
  const rest = paths.length - MOST_FILES_NAMED;
  return rest > 0 ? `${named} and ${String(rest)} more` : named;
}
