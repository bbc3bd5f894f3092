import { z } from 'zod';
import { ReleaseError } from '../domain/errors.ts';

/** What a library handed on, if it has the form it should have: they pass on whatever came. */
export function checkedAnswer<T>(schema: z.ZodType<T>, doing: string, answer: unknown): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new ReleaseError('HUB_ANSWER_UNUSABLE', `The answer made no sense while ${doing}`, {
    found: z.prettifyError(result.error),
    actions: ['Run again; nothing is built twice.'],
  });
}
