import { readFileSync } from 'node:fs';
import { LineCounter, isMap, isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { HubStartFailed } from '../hub-start-failed.ts';
import { YamlInvalid } from './yaml-invalid.ts';
import type { Described, YamlProblem } from './yaml-invalid.ts';

type Path = readonly PropertyKey[];

/** What each value allows by itself but the whole does not. */
export interface Contradiction {
  readonly path: Path;
  readonly message: string;
}

/** Reads a file that people write: what is wrong in it is told with its line. */
export function readYaml<Content>(
  described: Described,
  file: string,
  schema: z.ZodType<Content>,
  contradictionsOf: (content: Content) => readonly Contradiction[] = () => [],
): Content {
  const lines = new LineCounter();
  const document = parseDocument(readText(described, file), { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new YamlInvalid(
      described,
      file,
      document.errors.map((error) => ({
        message: error.message.split('\n')[0] ?? error.message,
        line: lines.linePos(error.pos[0]).line,
      })),
    );
  }
  const lineOf = (path: Path) => lineAt(document, lines, path);
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    throw new YamlInvalid(
      described,
      file,
      parsed.error.issues.flatMap((issue) => problemsOf(described, issue, lineOf)),
    );
  }
  const contradictions = contradictionsOf(parsed.data);
  if (contradictions.length > 0) {
    throw new YamlInvalid(
      described,
      file,
      contradictions.map(({ path, message }) => problem(described, path, message, lineOf(path))),
    );
  }
  return parsed.data;
}

function readText(described: Described, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new HubStartFailed(
      `${described}-unreadable`,
      `The ${described} of the embedded Dev Hub cannot be read: ${file}`,
      { cause: error },
    );
  }
}

function problemsOf(
  described: Described,
  issue: z.core.$ZodIssue,
  lineOf: (path: Path) => number | undefined,
): YamlProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return problem(described, path, `is not a key of the ${described}`, lineOf(path));
    });
  }
  return [problem(described, issue.path, issue.message, lineOf(issue.path))];
}

function problem(
  described: Described,
  path: Path,
  message: string,
  line: number | undefined,
): YamlProblem {
  const where = path.length === 0 ? `the ${described}` : path.map(String).join('.');
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
