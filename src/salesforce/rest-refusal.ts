import { z } from 'zod';
import type { ReleaseError } from '../domain/errors.ts';
import { translated } from './foreign-error.ts';

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
