import { fieldsOf, objectsOf } from '../objects/object-catalog.ts';
import type { FieldDefinition, ObjectDefinition } from '../objects/object-definition.ts';
import { Refusal, notBuilt } from '../refusal.ts';
import { fieldReader } from './field-reader.ts';
import type { FieldReader, QueryScope } from './field-reader.ts';
import { framed, malformedQuery, unknownChildren } from './query-refusals.ts';
import type { FieldSet, Statement } from './statement.ts';

/** SOQL reference: sets without bounds need a limit. */
const MOST_WITH_ALL_FIELDS = 200;
const FIELDS_SINCE = 51;

/** The records that refer to a record, as a column of it. */
export interface Children {
  readonly relationship: string;
  readonly object: ObjectDefinition;
  /** Of the children: where the id of the parent is. */
  readonly field: FieldDefinition;
  readonly statement: Statement;
}

/** What a statement selects of each record. */
export interface Selection {
  readonly readers: readonly FieldReader[];
  readonly children: readonly Children[];
}

export function selectionOf(
  scope: QueryScope,
  object: ObjectDefinition,
  statement: Statement,
): Selection {
  const readers: FieldReader[] = [];
  const children: Children[] = [];
  for (const column of statement.columns) {
    if (column.kind === 'field') readers.push(fieldReader(scope, object, column.path));
    if (column.kind === 'field-set')
      readers.push(...fieldSet(scope, object, column.set, statement.limit));
    if (column.kind === 'children') children.push(childrenOf(scope, object, column.statement));
  }
  const hidden = readers.find(({ field }) => field.isHidden === true);
  if (hidden !== undefined) throw notBuilt(`selecting ${hidden.object.name}.${hidden.field.name}`);
  refuseTwice(readers);
  return { readers, children };
}

function fieldSet(
  scope: QueryScope,
  object: ObjectDefinition,
  set: FieldSet,
  limit: number | undefined,
): readonly FieldReader[] {
  // Both texts are Salesforce's (egen/spark-salesforce issue 86, activepieces issue 14521).
  if (scope.apiVersion < FIELDS_SINCE) {
    throw new Refusal(
      400,
      'UNSUPPORTED_API_VERSION',
      framed(
        scope.soql,
        'FIELDS',
        'The SOQL FIELDS function is not supported in this version of the API',
      ),
    );
  }
  if (set !== 'STANDARD' && (limit === undefined || limit > MOST_WITH_ALL_FIELDS))
    throw malformedQuery('The SOQL FIELDS function must have a LIMIT of at most 200');
  // No object here has a custom field.
  const fields = set === 'CUSTOM' ? [] : fieldsOf(object, scope.apiVersion);
  return fields
    .filter(({ isHidden }) => isHidden !== true)
    .map(({ name }) => fieldReader(scope, object, [name]));
}

function childrenOf(scope: QueryScope, parent: ObjectDefinition, statement: Statement): Children {
  for (const object of objectsOf(scope.org, scope.api)) {
    const field = object.fields.find(
      ({ children, parent: to }) =>
        to?.object === parent.name && children?.toLowerCase() === statement.object.toLowerCase(),
    );
    if (field?.children !== undefined)
      return { relationship: field.children, object, field, statement };
  }
  throw unknownChildren(scope.soql, statement.object);
}

/** Code assumed. */
function refuseTwice(readers: readonly FieldReader[]): void {
  const names = readers.map(({ steps, field }) =>
    [...steps.map(({ relationship }) => relationship), field.name].join('.'),
  );
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    throw new Refusal(400, 'INVALID_FIELD', `duplicate field selected: ${twice}`);
}
