import type { FieldType } from '../objects/object-definition.ts';
import { fieldReader } from './field-reader.ts';
import type { FieldReader, QueryScope } from './field-reader.ts';
import { parseStatement } from './parse-statement.ts';
import { queriedObject } from './run-query.ts';

/** What a query selects, as `columns=true` asks for it: fields of parents hang below the parent's name. */
export function describeColumns(scope: QueryScope) {
  const statement = parseStatement(scope.soql);
  const object = queriedObject(scope, statement);
  const columnMetadata: ColumnDescription[] = [];
  let unnamed = 0;
  for (const column of statement.columns) {
    if (column.kind === 'field') addColumn(columnMetadata, fieldReader(scope, object, column.path));
    else {
      const { aggregate, path, alias = `expr${unnamed++}` } = column;
      const displayName = `${aggregate.toLowerCase()}(${path?.join('.') ?? ''})`;
      columnMetadata.push({ ...columnNamed(alias, 'Integer'), displayName, aggregate: true });
    }
  }
  return {
    columnMetadata,
    entityName: object.name,
    groupBy: false,
    idSelected: columnMetadata.some(({ columnName }) => columnName === 'Id'),
    keyPrefix: object.keyPrefix,
  };
}

interface ColumnDescription {
  readonly columnName: string;
  readonly displayName: string;
  readonly aggregate: boolean;
  readonly apexType: string;
  readonly joinColumns: ColumnDescription[];
}

/** Where a type is missing: what Apex has no type for. */
const APEX_TYPES: Readonly<Partial<Record<FieldType, string>>> = {
  id: 'Id',
  reference: 'Id',
  boolean: 'Boolean',
  int: 'Integer',
  double: 'Double',
  datetime: 'Datetime',
  base64: 'Blob',
};

function addColumn(columns: ColumnDescription[], { steps, field }: FieldReader): void {
  let siblings = columns;
  for (const { relationship } of steps) {
    const parent =
      siblings.find(({ columnName }) => columnName === relationship) ??
      columnNamed(relationship, 'Object');
    if (!siblings.includes(parent)) siblings.push(parent);
    siblings = parent.joinColumns;
  }
  siblings.push(columnNamed(field.name, APEX_TYPES[field.type] ?? 'String'));
}

function columnNamed(columnName: string, apexType: string): ColumnDescription {
  return { columnName, displayName: columnName, aggregate: false, apexType, joinColumns: [] };
}
