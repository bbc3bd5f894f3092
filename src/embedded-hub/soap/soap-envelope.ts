import { parseXml } from '../metadata/parse-xml.ts';
import type { XmlElement } from '../metadata/parse-xml.ts';

export interface SoapRequest {
  readonly sessionId: string | undefined;
  /** The element in the body: its name is the operation. */
  readonly operation: XmlElement;
}

export function readEnvelope(text: string): SoapRequest | undefined {
  const envelope = parseXml(text)?.child('Envelope');
  const operation = envelope?.child('Body')?.all[0];
  if (operation === undefined) return undefined;
  return {
    operation,
    sessionId: envelope?.child('Header')?.child('SessionHeader')?.child('sessionId')?.text,
  };
}
