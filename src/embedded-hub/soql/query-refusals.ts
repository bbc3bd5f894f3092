import { Refusal } from '../refusal.ts';

const EXCERPT = 45;

export function malformedQuery(message: string): Refusal {
  return new Refusal(400, 'MALFORMED_QUERY', message);
}

export function unknownObject(soql: string, object: string): Refusal {
  const offset = soql.search(new RegExp(`\\bfrom\\s+${escapeRegExp(object)}\\b`, 'i'));
  const start = offset < 0 ? 0 : offset + (/^from\s+/i.exec(soql.slice(offset))?.[0].length ?? 0);
  return new Refusal(
    400,
    'INVALID_TYPE',
    `${frame(soql, start)}sObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to ` +
      `append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

export function unknownField(soql: string, field: string, object: string): Refusal {
  return new Refusal(
    400,
    'INVALID_FIELD',
    `${frame(soql, positionOf(soql, field))}No such column '${field}' on entity '${object}'. If you are attempting to use a custom ` +
      `field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the ` +
      `appropriate names.`,
  );
}

export function unknownRelationship(soql: string, relationship: string): Refusal {
  return new Refusal(
    400,
    'INVALID_FIELD',
    `${frame(soql, positionOf(soql, relationship))}Didn't understand relationship '${relationship}' in field path. If you are ` +
      `attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference ` +
      `your WSDL or the describe call for the appropriate names.`,
  );
}

export function unknownChildren(soql: string, relationship: string): Refusal {
  return new Refusal(
    400,
    'INVALID_TYPE',
    `${frame(soql, positionOf(soql, relationship))}Didn't understand relationship '${relationship}' in FROM part of query call. If ` +
      `you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please ` +
      `reference your WSDL or the describe call for the appropriate names.`,
  );
}

export function unsuitableAggregate(soql: string, field: string, aggregate: string): Refusal {
  return malformedQuery(
    framed(soql, aggregate, `field ${field} does not support aggregate operator ${aggregate}`),
  );
}

/** A message, with a pointer to where the name stands in the query. */
export function framed(soql: string, name: string, message: string): string {
  return frame(soql, positionOf(soql, name)) + message;
}

export function notFilterable(soql: string, field: string): Refusal {
  return new Refusal(
    400,
    'INVALID_FIELD',
    `${frame(soql, positionOf(soql, field))}field '${field}' can not be filtered in a query call`,
  );
}

export function wrongLiteral(soql: string, field: string, type: string): Refusal {
  const quotes =
    type === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  return new Refusal(
    400,
    'INVALID_FIELD',
    `${frame(soql, positionOf(soql, field))}value of filter criterion for field '${field}' must be of type ${type} and ${quotes}`,
  );
}

export function invalidIdField(text: string): Refusal {
  return new Refusal(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`);
}

/** The lines Salesforce puts before a message: the text around the place, a pointer, row and column (from 1). */
function frame(soql: string, offset: number): string {
  const before = soql.slice(0, offset);
  const row = before.split('\n').length;
  const column = offset - (before.lastIndexOf('\n') + 1);
  const line = soql.split('\n')[row - 1] ?? '';
  const start = Math.max(0, column - EXCERPT);
  const excerpt = line.slice(start, column + EXCERPT);
  return `\n${excerpt}\n${' '.repeat(column - start)}^\nERROR at Row:${row}:Column:${column + 1}\n`;
}

function positionOf(soql: string, name: string): number {
  return Math.max(0, soql.search(new RegExp(`\\b${escapeRegExp(name)}\\b`, 'i')));
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
