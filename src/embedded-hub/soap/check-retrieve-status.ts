import type { XmlElement } from '../metadata/parse-xml.ts';
import { Refusal } from '../refusal.ts';
import type { Org } from '../state/org.ts';
import { normalizeId } from '../state/record-id.ts';
import type { SoapValue } from './soap-answer.ts';

export function checkRetrieveStatus(org: Org, operation: XmlElement): SoapValue {
  const id = normalizeId(operation.child('asyncProcessId')?.text ?? '');
  const job = id === undefined ? undefined : org.retrieves.get(id);
  if (id === undefined || job === undefined) {
    // Code and text assumed.
    throw new Refusal(500, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  }
  const now = org.hub.clock.now();
  if (now < job.endMs) {
    const status = now < job.startMs ? 'Pending' : 'InProgress';
    return { done: false, id, status, success: false };
  }
  const withZip = operation.child('includeZip')?.text !== 'false';
  return withZip ? job.result : { ...job.result, zipFile: null };
}
