import { malformedQuery } from './query-refusals.ts';
import type { Condition, Literal } from './statement.ts';
import { unescapeString } from './string-literal.ts';

/** Anybody may look at a version, but only at one whose id they know. */
export function refuseBroadQuery(object: string, where: Condition | undefined): void {
  if (literalFor('id', where) === undefined) {
    throw malformedQuery(
      `Implementation restriction: You can only perform queries of the form Id = <value> or Id IN (<values>) on ${object}.`,
    );
  }
}

/** The installation key that a query gives. */
export function givenKey(where: Condition | undefined): string | undefined {
  const literal = literalFor('installationkey', where);
  return literal && unescapeString(literal.text);
}

function literalFor(field: string, where: Condition | undefined): Literal | undefined {
  if (where === undefined) return undefined;
  if (where.kind === 'and') {
    for (const part of where.parts) {
      const found = literalFor(field, part);
      if (found !== undefined) return found;
    }
  }
  const isMatch =
    where.kind === 'compare' &&
    (where.operator === '=' || where.operator === 'IN') &&
    where.of.kind === 'field' &&
    where.of.path.join('.').toLowerCase() === field;
  return isMatch ? where.literals[0] : undefined;
}
