import type * as z from 'zod';
import type { Problem } from '../domain/errors.ts';
import type { ConfigDocument } from './config-document.ts';
import { configPathText, maySecretStandAt, type ConfigPath } from './config-path.ts';
import { unknownKeyProblem } from './unknown-key.ts';

type Issue = z.core.$ZodIssue;

/** What zod found, in our words and with the places in the file. */
export function schemaProblems(
  issues: readonly Issue[],
  document: ConfigDocument,
): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, [], document));
}

function problemsOf(
  issue: Issue,
  parent: ConfigPath,
  document: ConfigDocument,
): readonly Problem[] {
  const path: ConfigPath = [
    ...parent,
    ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
  ];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKeyProblem(path, key, document.locateKey(path, key)));
  const meant = issue.code === 'invalid_union' ? meantBranch(issue.errors) : undefined;
  if (meant !== undefined) return meant.flatMap((inner) => problemsOf(inner, path, document));
  return [valueProblem(path, issue, document)];
}

/** The form somebody meant to write: not wrong as a whole, with the fewest keys it does not know, then fewest problems. */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const isWholeWrong = (issue: Issue): boolean =>
    issue.path.length === 0 && issue.code !== 'unrecognized_keys';
  return branches
    .filter((issues) => issues.length > 0 && !issues.some(isWholeWrong))
    .toSorted((a, b) => unknownKeys(a) - unknownKeys(b) || a.length - b.length)[0];
}

function unknownKeys(issues: readonly Issue[]): number {
  return issues.filter((issue) => issue.code === 'unrecognized_keys').length;
}

function valueProblem(path: ConfigPath, issue: Issue, document: ConfigDocument): Problem {
  const wanted = issue.message;
  const name = configPathText(path) || 'The file';
  const location = document.locate(path);
  const value = valueAt(document.data, path);
  if (value === undefined || (value === null && path.length > 0))
    return { message: `${name} is missing`, wanted, location };
  if (maySecretStandAt(path))
    return {
      message: `${name} is not valid; its value is not repeated here, in case it is a key`,
      wanted: `${wanted}. If this was a real key: take it out of the file, and out of git's history`,
      location,
    };
  const found = document.written(path) ?? kindOf(value);
  const message = `${name}${quotesHint(issue, value) ?? ' is not valid'}`;
  return { message, found, wanted, location };
}

/** YAML takes 1.4 for a number and "3" for a text, whatever was meant. */
function quotesHint(issue: Issue, value: unknown): string | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.expected === 'string' && typeof value === 'number')
    return `: YAML reads this as the number ${value}; a text needs quotes`;
  if (issue.expected === 'number' && typeof value === 'string')
    return ': YAML reads this as a text; a number stands without quotes';
  return undefined;
}

function valueAt(data: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined,
    data,
  );
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return value === null ? 'nothing' : 'keys and values';
}
