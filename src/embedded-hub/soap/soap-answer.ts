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

const NAMESPACES =
  `xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${METADATA_NAMESPACE}" ` +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

export function soapResult(operation: string, result: SoapValue): Response {
  const empty = Array.isArray(result) && result.length === 0;
  const response = `${operation}Response`;
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

function envelope(body: string, status: number): Response {
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope ${NAMESPACES}><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
    { status, headers: { 'content-type': 'text/xml;charset=UTF-8' } },
  );
}

function elementXml(name: string, value: SoapValue | undefined): string {
  if (value === undefined) return '';
  if (value === null) return `<${name} xsi:nil="true"/>`;
  if (value instanceof SoapElement) {
    const type = value.type === undefined ? '' : ` xsi:type="${escapeXml(value.type)}"`;
    const inner = value.children.map(([child, content]) => elementXml(child, content));
    return `<${name}${type}>${inner.join('')}</${name}>`;
  }
  if (isList(value)) return value.map((item) => elementXml(name, item)).join('');
  if (typeof value === 'object') {
    const inner = Object.entries(value).map(([child, content]) => elementXml(child, content));
    return `<${name}>${inner.join('')}</${name}>`;
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

function isList(value: SoapValue): value is readonly SoapValue[] {
  return Array.isArray(value);
}
