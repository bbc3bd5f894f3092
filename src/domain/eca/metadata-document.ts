import { SaxesParser } from 'saxes';
import { ReleaseError } from '../errors.ts';
import { componentKey, type Component } from './component.ts';

/** The top-level elements of a metadata file. */
export interface MetadataDocument {
  readonly rootName: string;
  /** The text of an element; nothing where it is absent or empty. Throws METADATA_INVALID where it is repeated. */
  text(element: string): string | undefined;
  has(element: string): boolean;
  /** The parts of an element that may be repeated: the text of each child by its name. */
  parts(element: string): readonly ReadonlyMap<string, string>[];
}

/** Reads a component's XML strictly. Throws METADATA_INVALID, with the line, where it is not well-formed. */
export function metadataDocument(component: Component): MetadataDocument {
  const xml = Buffer.from(component.bytes).toString('utf8');
  const texts = new Map<string, string[]>();
  const parts = new Map<string, Map<string, string>[]>();
  const path: string[] = [];
  let rootName = '';
  let text = '';

  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw invalid(component, error.message);
  });
  parser.on('doctype', () => {
    throw invalid(component, 'a DOCTYPE, which no org writes');
  });
  parser.on('opentag', ({ name }) => {
    if (path.length === 0) rootName = name;
    path.push(name);
    if (path.length === 2) parts.set(name, [...(parts.get(name) ?? []), new Map()]);
    if (path.length === 2 || path.length === 3) text = '';
  });
  parser.on('text', (part) => (text += part));
  parser.on('cdata', (part) => (text += part));
  parser.on('closetag', ({ name }) => {
    if (path.length === 2) texts.set(name, [...(texts.get(name) ?? []), text.trim()]);
    if (path.length === 3)
      parts
        .get(path[1] ?? '')
        ?.at(-1)
        ?.set(name, text.trim());
    path.pop();
  });
  parser.write(xml).close();

  return {
    rootName,
    has: (element) => texts.has(element),
    parts: (element) => parts.get(element) ?? [],
    text(element) {
      const found = texts.get(element) ?? [];
      if (found.length > 1)
        throw invalid(component, `<${element}> stands there ${found.length} times`);
      return found[0] === '' ? undefined : found[0];
    },
  };
}

function invalid(component: Component, found: string): ReleaseError {
  return new ReleaseError('METADATA_INVALID', `${componentKey(component)} cannot be read`, {
    found,
    wanted: 'well-formed metadata as the org wrote it',
    actions: ['Retrieve it again from the org, or mend the file.'],
  });
}
