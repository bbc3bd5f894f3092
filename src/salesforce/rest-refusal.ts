import { z } from 'zod';
import type { ReleaseError } from '../domain/errors.ts';
import { translated } from './foreign-error.ts';

const REFUSALS = z.array(z.object({ errorCode: z.string(), message: z.string() })).min(1);

interface Refusal {
  readonly errorCode: string;
  readonly message: string;
}

/** A refusal as the libraries throw it: the code beside the message. */
class SalesforceRefusal extends Error {
  override readonly name = 'SalesforceRefusal';
  readonly errorCode: string;

  constructor({ message, errorCode }: Refusal) {
    super(message);
    this.errorCode = errorCode;
  }
}

/** What the REST API refused with, where an answer is a refusal of its. */
export function refusalIn(body: unknown, doing: string): ReleaseError | undefined {
  const [refusal] = REFUSALS.safeParse(body).data ?? [];
  if (refusal === undefined) return undefined;
  return refusalOf(refusal, doing);
}

/** What Salesforce refused with, where the libraries only tell it and throw nothing. */
export function refusalOf(refusal: Refusal, doing: string): ReleaseError {
  return translated(new SalesforceRefusal(refusal), doing);
}
