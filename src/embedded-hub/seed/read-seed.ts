import { readFileSync } from 'node:fs';
import { LineCounter, isMap, isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { HubStartFailed } from '../hub-start-failed.ts';
import { SeedInvalid } from './seed-invalid.ts';
import type { SeedProblem } from './seed-invalid.ts';
import { seedSchema } from './seed-schema.ts';
import type { Seed } from './seed-schema.ts';
import { seedContradictions } from './seed-contradictions.ts';

type Path = readonly PropertyKey[];

export function readSeed(file: string): Seed {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new SeedInvalid(
      file,
      document.errors.map((error) => ({
        message: error.message.split('\n')[0] ?? error.message,
        line: lines.linePos(error.pos[0]).line,
      })),
    );
  }
  const lineOf = (path: Path) => lineAt(document, lines, path);
  const parsed = seedSchema.safeParse(document.toJS());
  if (!parsed.success) {
    throw new SeedInvalid(
      file,
      parsed.error.issues.flatMap((issue) => problemsOf(issue, lineOf)),
    );
  }
  const contradictions = seedContradictions(parsed.data);
  if (contradictions.length > 0) {
    throw new SeedInvalid(
      file,
      contradictions.map(({ path, message }) => problem(path, message, lineOf(path))),
    );
  }
  return parsed.data;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new HubStartFailed(
      'seed-unreadable',
      `The seed of the embedded Dev Hub cannot be read: ${file}`,
      {
        cause: error,
      },
    );
  }
}

function problemsOf(
  issue: z.core.$ZodIssue,
  lineOf: (path: Path) => number | undefined,
): SeedProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return problem(path, 'is not a key of the seed', lineOf(path));
    });
  }
  return [problem(issue.path, issue.message, lineOf(issue.path))];
}

function problem(path: Path, message: string, line: number | undefined): SeedProblem {
  const where = path.length === 0 ? 'the seed' : path.map(String).join('.');
  return { message: `${where}: ${message}`, ...(line === undefined ? {} : { line }) };
}

/** The line of the key a path ends in, or of the nearest thing above it that is written in the file. */
function lineAt(document: Document, lines: LineCounter, path: Path): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const offset = offsetAt(document, path.slice(0, length));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return undefined;
}

function offsetAt(document: Document, path: Path): number | undefined {
  const last = path.at(-1);
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isNode(key) && String(key) === String(last));
    if (pair !== undefined && isNode(pair.key)) return pair.key.range?.[0];
  }
  const node = path.length === 0 ? document.contents : document.getIn([...path], true);
  return isNode(node) ? node.range?.[0] : undefined;
}
