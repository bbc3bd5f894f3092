import { onTestFinished } from 'vitest';
import { openTransport, type Transport } from '../../src/salesforce/transport/transport.ts';

/** The transport of a run that may talk to these servers; closed after the test. */
export function transportFor(...urls: readonly string[]): Transport {
  const transport = openTransport({ requestMs: 2_000 });
  for (const url of urls) transport.allow(url);
  onTestFinished(async () => transport.close());
  return transport;
}
