import { METADATA_NAMESPACE, escapeXml } from '../metadata/metadata-xml.ts';
import type { Refusal } from '../refusal.ts';

/** Nested values of an answer: a list repeats its element, null is xsi:nil. */
export type SoapValue =
  | string
  | number
  | boolean
  | null
  | readonly SoapValue[]
  | SoapElement
  | LongList
  | { readonly [element: string]: SoapValue | undefined };

/** Children in their order, of which several may have one name; `type` is its xsi:type. */
export class SoapElement {
  readonly type: string | undefined;
  readonly children: readonly (readonly [name: string, value: SoapValue])[];

  constructor(type: string | undefined, children: SoapElement['children']) {
    this.type = type;
    this.children = children;
  }
}

/** A result whose items are made while they are sent: an org may have thousands, and nobody has to keep them all. */
export class LongList {
  readonly items: Iterable<SoapValue>;

  constructor(items: Iterable<SoapValue>) {
    this.items = items;
  }
}

const NAMESPACES =
  `xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${METADATA_NAMESPACE}" ` +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

export function soapResult(operation: string, result: SoapValue): Response {
  const empty = Array.isArray(result) && result.length === 0;
  const response = `${operation}Response`;
  if (result instanceof LongList) return streamed(response, result);
  return envelope(empty ? `<${response}/>` : elementXml(response, { result }), 200);
}

/** Clients read faultcode and faultstring without a prefix, and take 500 and this code for an expired session. */
export function soapFault({ status, errorCode, message }: Refusal): Response {
  return envelope(
    '<soapenv:Fault xmlns:sf="http://soap.sforce.com/2006/04/metadata">' +
      `<faultcode>sf:${errorCode}</faultcode><faultstring>${escapeXml(`${errorCode}: ${message}`)}</faultstring></soapenv:Fault>`,
    status === 501 ? 501 : 500,
  );
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope ${NAMESPACES}><soapenv:Body>`;
const TAIL = '</soapenv:Body></soapenv:Envelope>';
const XML = { 'content-type': 'text/xml;charset=UTF-8' };

function envelope(body: string, status: number): Response {
  return new Response(HEAD + body + TAIL, { status, headers: XML });
}

function streamed(response: string, list: LongList): Response {
  return new Response(ReadableStream.from(piecesOf(response, list)), { headers: XML });
}

const PIECE_LENGTH = 65_536;

function* piecesOf(response: string, { items }: LongList): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = HEAD;
  let isEmpty = true;
  for (const item of items) {
    if (isEmpty) text += `<${response}>`;
    isEmpty = false;
    text += elementXml('result', item);
    if (text.length < PIECE_LENGTH) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(text + (isEmpty ? `<${response}/>` : `</${response}>`) + TAIL);
}

function elementXml(name: string, value: SoapValue | undefined): string {
  if (value === undefined) return '';
  if (value === null) return `<${name} xsi:nil="true"/>`;
  if (value instanceof SoapElement) {
    const type = value.type === undefined ? '' : ` xsi:type="${escapeXml(value.type)}"`;
    const inner = value.children.map(([child, content]) => elementXml(child, content));
    return `<${name}${type}>${inner.join('')}</${name}>`;
  }
  if (value instanceof LongList) return elementXml(name, [...value.items]);
  if (isList(value)) return value.map((item) => elementXml(name, item)).join('');
  if (typeof value === 'object') {
    let inner = '';
    for (const child of Object.keys(value)) inner += elementXml(child, value[child]);
    return `<${name}>${inner}</${name}>`;
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

function isList(value: SoapValue): value is readonly SoapValue[] {
  return Array.isArray(value);
}
