import type { RequestInit } from 'undici';
import { z } from 'zod';
import type { ReleaseError } from '../../domain/errors.ts';
import { isPassingStatus, translated, unreachable } from '../foreign-error.ts';
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

const REFUSALS = z.array(z.object({ errorCode: z.string(), message: z.string() })).min(1);

/** A refusal as the libraries throw it: the code beside the message. */
class RestRefusal extends Error {
  override readonly name = 'RestRefusal';
  readonly errorCode: string;

  constructor({ message, errorCode }: z.infer<typeof REFUSALS>[number]) {
    super(message);
    this.errorCode = errorCode;
  }
}

/** What the REST API refused with, where an answer is a refusal of its. */
export function refusalIn(body: unknown, doing: string): ReleaseError | undefined {
  const [refusal] = REFUSALS.safeParse(body).data ?? [];
  if (refusal === undefined) return undefined;
  return translated(new RestRefusal(refusal), doing);
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
