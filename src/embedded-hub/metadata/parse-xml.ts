import { XMLParser } from 'fast-xml-parser';
import { isWellFormed } from './well-formed.ts';

/** An element of a parsed document, with its name stripped of a namespace prefix. */
export interface XmlElement {
  readonly name: string;
  /** Its own text, entities resolved. */
  readonly text: string;
  readonly all: readonly XmlElement[];
  child(name: string): XmlElement | undefined;
  children(name: string): readonly XmlElement[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  parseTagValue: false,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: false,
});

/** The document, whose only child is the root element; undefined when the text is not well-formed. */
export function parseXml(text: string): XmlElement | undefined {
  if (!isWellFormed(text)) return undefined;
  const nodes: unknown = parser.parse(text);
  return Array.isArray(nodes) ? elementOf('', nodes) : undefined;
}

function elementOf(name: string, nodes: readonly unknown[]): XmlElement {
  const all: XmlElement[] = [];
  let text = '';
  for (const node of nodes) {
    for (const [key, value] of entriesOf(node)) {
      if (key === '#text') text += String(value);
      else if (Array.isArray(value)) all.push(elementOf(key, value));
    }
  }
  return {
    name,
    text: text.trim(),
    all,
    child: (wanted) => all.find((element) => element.name === wanted),
    children: (wanted) => all.filter((element) => element.name === wanted),
  };
}

function entriesOf(node: unknown): [string, unknown][] {
  return typeof node === 'object' && node !== null ? Object.entries(node) : [];
}
