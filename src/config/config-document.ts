import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml';
import type { FileLocation, Problem } from '../domain/errors.ts';
import type { ConfigPath } from './config-path.ts';
import { syntaxProblem } from './syntax-problem.ts';

/** A configuration file as plain data that still knows where everything stands. */
export interface ConfigDocument {
  /** Nothing usable where isReadable is false. */
  readonly data: unknown;
  /** False after a syntax error: then only the problems count. */
  readonly isReadable: boolean;
  readonly problems: readonly Problem[];
  /** The place of a value; of what encloses it where the value is missing. */
  locate(path: ConfigPath): FileLocation;
  /** The place of a key, rather than of its value. */
  locateKey(path: ConfigPath, key: string): FileLocation;
  /** A single value the way it is written, quotes and all; nothing for lists, mappings and what is missing. */
  written(path: ConfigPath): string | undefined;
}

/** Reads YAML 1.2 without anchors and tags: a configuration is data, and every value has one place. */
export function parseConfigDocument(text: string, file: string): ConfigDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const locationAt = (offset: number): FileLocation => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };

  const errors = [...document.errors, ...document.warnings];
  const aliases = aliasesIn(document);
  const isReadable =
    errors.every((error) => error.code === 'DUPLICATE_KEY') && aliases.length === 0;
  return {
    data: isReadable ? document.toJS() : undefined,
    isReadable,
    problems: [
      ...errors.map((error) => syntaxProblem(error.code, locationAt(error.pos[0]))),
      ...aliases.map((alias) => syntaxProblem('ALIAS', locationAt(startOf(alias)))),
    ],
    locate: (path) => locationAt(startOf(nearestNode(document, path))),
    locateKey(path, key) {
      const map = nearestNode(document, path);
      const pair = isMap(map)
        ? map.items.find(({ key: node }) => isScalar(node) && String(node.value) === key)
        : undefined;
      return locationAt(startOf(isNode(pair?.key) ? pair.key : map));
    },
    written(path) {
      const node = document.getIn(path, true);
      if (!isScalar(node) || !node.range) return undefined;
      return oneLine(text.slice(node.range[0], node.range[1]));
    },
  };
}

function aliasesIn(document: Document): readonly Node[] {
  const aliases: Node[] = [];
  visit(document, (_key, node) => {
    if (isAlias(node)) aliases.push(node);
  });
  return aliases;
}

function nearestNode(document: Document, path: ConfigPath): Node | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node;
  }
  return document.contents ?? undefined;
}

function startOf(node: Node | undefined): number {
  return node?.range?.[0] ?? 0;
}

const LONGEST_QUOTE = 60;

function oneLine(source: string): string {
  const line = source.replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}
