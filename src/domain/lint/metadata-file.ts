import type { Component } from '../eca/component.ts';
import { readMetadata, type MetadataElement, type Span } from '../eca/metadata-tree.ts';
import { holdsSecret } from '../plan/firewall.ts';
import type { FindingPlace } from './finding.ts';

/** A component as it lies, or is going to lie, in the project. */
export interface PlacedComponent extends Component {
  /** Relative to the project, forward slashes. */
  readonly path: string;
}

/** A metadata file that could be read, and knows the place of everything in it. */
export interface MetadataFile {
  readonly type: string;
  readonly fullName: string;
  readonly path: string;
  readonly xml: string;
  readonly root: MetadataElement;
}

/** Where something stands, with the line it begins on. */
export interface Place {
  readonly location: FindingPlace;
  readonly excerpt?: string;
}

export interface MalformedFile extends PlacedComponent {
  readonly why: string;
  readonly place: Place;
}

export type ReadFile =
  | { readonly kind: 'file'; readonly file: MetadataFile }
  | { readonly kind: 'malformed'; readonly file: MalformedFile };

export function readFile(component: PlacedComponent): ReadFile {
  const xml = Buffer.from(component.bytes).toString('utf8');
  const { type, fullName, path } = component;
  const read = readMetadata(xml);
  if (read.kind === 'tree')
    return { kind: 'file', file: { type, fullName, path, xml, root: read.root } };
  const place = placeIn(path, xml, { start: read.offset, end: read.offset });
  return { kind: 'malformed', file: { ...component, why: read.why, place } };
}

export function elementsOf({ root }: MetadataFile, name: string): readonly MetadataElement[] {
  return root.children.filter((child) => child.name === name);
}

/** The text of an element; nothing where it is absent or empty. The first one counts. */
export function valueOf(file: MetadataFile, name: string): string | undefined {
  const text = elementsOf(file, name)[0]?.text;
  return text === '' ? undefined : text;
}

/** The value of an element; the element where it is empty; the file's root where there is none. */
export function placeOf(file: MetadataFile, name: string): Place {
  const [element] = elementsOf(file, name);
  return element === undefined ? placeOfRoot(file) : placeOfElement(file, element);
}

export function placeOfElement(file: MetadataFile, element: MetadataElement): Place {
  if (element.text === '' || element.children.length > 0) {
    const end = file.xml.indexOf('>', element.span.start) + 1;
    return placeIn(file.path, file.xml, { start: element.span.start, end });
  }
  const inner = file.xml.slice(element.inner.start, element.inner.end);
  const start = element.inner.start + (inner.length - inner.trimStart().length);
  return placeIn(file.path, file.xml, { start, end: start + inner.trim().length });
}

/** One word of a list in an element, 'Full' of 'Api, Full'; the whole value where it is written in another way. */
export function placeOfWord(file: MetadataFile, name: string, word: string): Place {
  const [element] = elementsOf(file, name);
  if (element === undefined) return placeOfRoot(file);
  const inner = file.xml.slice(element.inner.start, element.inner.end);
  const found = [...inner.matchAll(/[^,\s]+/g)].find(([text]) => text === word);
  if (found === undefined) return placeOfElement(file, element);
  const start = element.inner.start + found.index;
  return placeIn(file.path, file.xml, { start, end: start + word.length });
}

/** The name of the root element: for what is missing in a file, and for what the file cannot show. */
export function placeOfRoot({ path, xml, root }: MetadataFile): Place {
  const start = root.span.start;
  return placeIn(path, xml, { start, end: start + 1 + root.name.length });
}

/** Columns count UTF-16 units, as editors and SARIF do. */
export function placeIn(file: string, text: string, { start, end }: Span): Place {
  const first = positionOf(text, start);
  const last = positionOf(text, end);
  const excerpt = lineAt(text, start);
  return {
    location: {
      file,
      line: first.line,
      column: first.column,
      endLine: last.line,
      endColumn: last.column,
    },
    ...(!holdsSecret(excerpt) && { excerpt }),
  };
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  // A byte order mark is no column: editors do not show it.
  const mark = lineStart === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  return { line, column: Math.max(1, offset - lineStart - mark + 1) };
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text
    .slice(start, end === -1 ? undefined : end)
    .replace(/\r$/, '')
    .replace(/^\uFEFF/, '');
}

/** The API name of the app that a file belongs to. */
export function ownerIn(file: MetadataFile): string | undefined {
  return valueOf(file, 'externalClientApplication');
}
