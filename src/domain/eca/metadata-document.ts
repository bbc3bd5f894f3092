import { ReleaseError } from '../errors.ts';
import { componentKey, type Component } from './component.ts';
import { readMetadata } from './metadata-tree.ts';

/** The top-level elements of a metadata file. */
export interface MetadataDocument {
  /** The text of an element; nothing where it is absent or empty. Throws METADATA_INVALID where it is repeated. */
  text(element: string): string | undefined;
  has(element: string): boolean;
  /** The parts of an element that may be repeated: the text of each child by its name. */
  parts(element: string): readonly ReadonlyMap<string, string>[];
}

/** Reads a component's XML strictly. Throws METADATA_INVALID, with the line, where it is not well-formed. */
export function metadataDocument(component: Component): MetadataDocument {
  const xml = textOf(component);
  const read = readMetadata(xml);
  if (read.kind === 'malformed') throw invalid(component, read.why, lineAt(xml, read.offset));
  const { root } = read;
  if (root.name !== component.type)
    throw invalid(component, `a <${root.name}>`, lineAt(xml, root.span.start));
  const named = (name: string) => root.children.filter((child) => child.name === name);

  return {
    has: (element) => named(element).length > 0,
    parts: (element) =>
      named(element).map(({ children }) => new Map(children.map(({ name, text }) => [name, text]))),
    text(element) {
      const found = named(element);
      if (found.length > 1)
        throw invalid(
          component,
          `<${element}> stands there ${found.length} times`,
          lineAt(xml, found[1]?.span.start ?? 0),
        );
      return found[0]?.text === '' ? undefined : found[0]?.text;
    },
  };
}

function textOf(component: Component): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(component.bytes);
  } catch {
    throw invalid(component, 'text that is not UTF-8');
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function invalid(component: Component, found: string, line?: number): ReleaseError {
  const { path } = component;
  return new ReleaseError('METADATA_INVALID', `${componentKey(component)} cannot be read`, {
    found,
    wanted: 'well-formed metadata as the org wrote it',
    ...(path !== undefined && { location: { file: path, ...(line !== undefined && { line }) } }),
    actions: ['Retrieve it again from the org, or mend the file.'],
  });
}
