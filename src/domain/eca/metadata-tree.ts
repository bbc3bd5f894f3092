import { SaxesParser } from 'saxes';

/** An element of a metadata file with its place: offsets count UTF-16 units from the start of the text. */
export interface MetadataElement {
  readonly name: string;
  /** Its own text, trimmed; that of its children is theirs. */
  readonly text: string;
  readonly children: readonly MetadataElement[];
  /** The element from its < to behind its last >. */
  readonly span: Span;
  /** What stands between its tags; empty where it closes itself. */
  readonly inner: Span;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ReadMetadata =
  | { readonly kind: 'tree'; readonly root: MetadataElement }
  /** The offset is where the reader noticed. */
  | { readonly kind: 'malformed'; readonly why: string; readonly offset: number };

interface OpenElement {
  readonly name: string;
  readonly start: number;
  innerStart: number;
  text: string;
  readonly children: MetadataElement[];
}

/** An External Client App needs three; whoever walks the tree must not run out of stack. */
const DEEPEST = 100;

/** Reads XML strictly, as a tree that knows where everything stands. */
export function readMetadata(xml: string): ReadMetadata {
  const open: OpenElement[] = [];
  let root: MetadataElement | undefined;
  let malformed: Extract<ReadMetadata, { kind: 'malformed' }> | undefined;
  const parser = new SaxesParser();
  // The parser goes on after an error; what counts is the first.
  const refuse = (why: string): void => {
    malformed ??= { kind: 'malformed', why, offset: Math.min(parser.position, xml.length) };
  };
  const addText = (part: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += part;
  };

  parser.on('error', (error) => refuse(error.message));
  parser.on('doctype', () => refuse('a DOCTYPE, which no org writes'));
  parser.on('opentagstart', ({ name }) => {
    const start = xml.lastIndexOf('<', parser.position - 1);
    if (open.length === DEEPEST) refuse(`elements that are nested more than ${DEEPEST} deep`);
    open.push({ name, start, innerStart: start, text: '', children: [] });
  });
  parser.on('opentag', () => {
    const current = open.at(-1);
    if (current !== undefined) current.innerStart = parser.position;
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', ({ isSelfClosing }) => {
    const closed = open.pop();
    if (closed === undefined) return;
    const end = parser.position;
    const innerEnd = isSelfClosing ? end : xml.lastIndexOf('<', end - 1);
    const element: MetadataElement = {
      name: closed.name,
      text: closed.text.trim(),
      children: closed.children,
      span: { start: closed.start, end },
      inner: { start: closed.innerStart, end: innerEnd },
    };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
  });

  parser.write(xml).close();
  if (malformed !== undefined) return malformed;
  return root === undefined
    ? { kind: 'malformed', why: 'no element at all', offset: 0 }
    : { kind: 'tree', root };
}
