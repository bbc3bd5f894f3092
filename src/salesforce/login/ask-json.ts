import type { RequestInit } from 'undici';
import { isPassingStatus, unreachable } from '../foreign-error.ts';
import { retryRead } from '../retry-reads.ts';
import type { Transport } from '../transport/transport.ts';

export interface JsonAnswer {
  readonly status: number;
  /** The text itself where it is no JSON. */
  readonly body: unknown;
}

/**
 * Asks for what no library asks for us, and again where a server is only busy: a 503 says nothing about a login or an
 * address. Throws HUB_UNREACHABLE where it stays so.
 */
export async function askJson(
  transport: Transport,
  doing: string,
  url: string,
  init: RequestInit,
): Promise<JsonAnswer> {
  return retryRead(doing, async () => {
    const response = await transport.fetch(url, init);
    const text = await response.text();
    if (isPassingStatus(response.status)) throw unreachable(doing, `HTTP ${response.status}`);
    return { status: response.status, body: jsonOrText(text) };
  });
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
