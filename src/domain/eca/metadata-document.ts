import { ReleaseError } from '../errors.ts';
import { componentKey, type Component } from './component.ts';
import { readMetadata } from './metadata-tree.ts';

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
  const read = readMetadata(Buffer.from(component.bytes).toString('utf8'));
  if (read.kind === 'malformed') throw invalid(component, read.why);
  const { root } = read;
  const named = (name: string) => root.children.filter((child) => child.name === name);

  return {
    rootName: root.name,
    has: (element) => named(element).length > 0,
    parts: (element) =>
      named(element).map(({ children }) => new Map(children.map(({ name, text }) => [name, text]))),
    text(element) {
      const found = named(element);
      if (found.length > 1)
        throw invalid(component, `<${element}> stands there ${found.length} times`);
      return found[0]?.text === '' ? undefined : found[0]?.text;
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
