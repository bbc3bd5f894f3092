import { SaxesParser } from 'saxes';

/** An element of a parsed document, with its name stripped of a namespace prefix. */
export interface XmlElement {
  readonly name: string;
  /** Its own text, entities resolved, without the blanks around it. */
  readonly text: string;
  readonly all: readonly XmlElement[];
  /** Where its opening tag ends. */
  readonly at: XmlPosition;
  child(name: string): XmlElement | undefined;
  children(name: string): readonly XmlElement[];
}

/** Both counted from 1. */
export interface XmlPosition {
  readonly line: number;
  readonly column: number;
}

/** Why a text is not well-formed, in the words of the parser that Salesforce uses where they are known. */
export class NotWellFormed extends Error {
  override readonly name = 'NotWellFormed';
  readonly at: XmlPosition;

  constructor(message: string, at: XmlPosition) {
    super(message);
    this.at = at;
  }
}

/** The document, whose only child is the root element; undefined when the text is not well-formed. */
export function parseXml(text: string): XmlElement | undefined {
  try {
    return readXml(text);
  } catch (error) {
    if (error instanceof NotWellFormed) return undefined;
    throw error;
  }
}

/** The document, whose only child is the root element. Throws NotWellFormed. */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser();
  const document = openElement('', { line: 1, column: 1 });
  const open = [document];
  let unclosed: OpenElement | undefined;
  const addText = (part: string) => {
    const innermost = open.at(-1);
    if (innermost !== undefined) innermost.parts.push(part);
  };
  const here = () => ({ line: parser.line, column: parser.column + 1 });
  parser.on('error', (error) => {
    throw explained(error.message.replace(/^\d+:\d+: /, ''), { document, unclosed }, here());
  });
  parser.on('opentag', ({ name }) => {
    const element = openElement(name, here());
    open.at(-1)?.elements.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    unclosed = open.pop();
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return elementOf(document);
}

interface OpenElement {
  readonly name: string;
  readonly at: XmlPosition;
  readonly parts: string[];
  readonly elements: OpenElement[];
}

function openElement(name: string, at: XmlPosition): OpenElement {
  return { name, at, parts: [], elements: [] };
}

function elementOf({ name, at, parts, elements }: OpenElement): XmlElement {
  const all = elements.map(elementOf);
  return {
    name: name.slice(name.indexOf(':') + 1),
    text: parts.join('').trim(),
    all,
    at,
    child: (wanted) => all.find((element) => element.name === wanted),
    children: (wanted) => all.filter((element) => element.name === wanted),
  };
}

// Texts of Xerces, as failed deploys of public projects show them; other texts are the parser's own.
function explained(
  message: string,
  {
    document,
    unclosed,
  }: { readonly document: OpenElement; readonly unclosed: OpenElement | undefined },
  at: XmlPosition,
): NotWellFormed {
  const name = /^unclosed tag: (.+)$/.exec(message)?.[1] ?? unclosed?.name ?? '';
  if (/^(?:unexpected close tag|unclosed tag)/.test(message)) {
    const text = `The element type "${name}" must be terminated by the matching end-tag "</${name}>".`;
    return new NotWellFormed(text, at);
  }
  const isEmpty = document.elements.length === 0;
  if (isEmpty && /outside of root node|must contain a root element/.test(message))
    return new NotWellFormed('Content is not allowed in prolog.', { line: 1, column: 1 });
  return new NotWellFormed(message, at);
}
