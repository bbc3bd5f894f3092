import type { FieldDefinition, ObjectDefinition } from '../objects/object-definition.ts';
import { aggregate } from './aggregate-values.ts';
import { fieldReader } from './field-reader.ts';
import type { FieldReader, QueryScope, Step } from './field-reader.ts';
import { namedColumns } from './group-rows.ts';
import { selectionOf } from './select-columns.ts';
import { isGrouped } from './statement.ts';
import type { Operand, Statement } from './statement.ts';

interface ColumnDescription {
  readonly aggregate: boolean;
  readonly apexType: string | null;
  readonly booleanType: boolean;
  readonly columnName: string;
  readonly custom: boolean;
  readonly displayName: string;
  readonly foreignKeyName: string | null;
  readonly insertable: boolean;
  readonly joinColumns: ColumnDescription[];
  readonly numberType: boolean;
  readonly textType: boolean;
  readonly updatable: boolean;
}

const APEX_TYPES: Readonly<Record<FieldDefinition['type'], string | null>> = {
  id: 'Id',
  reference: 'Id',
  string: 'String',
  textarea: 'String',
  picklist: 'String',
  encryptedstring: 'String',
  boolean: 'Boolean',
  int: 'Integer',
  double: 'Double',
  datetime: 'Datetime',
  base64: 'Blob',
  complexvalue: null,
};

/** What a query asked with `columns=true` is answered: no records, but what its columns are. */
export function describeColumns(scope: QueryScope, object: ObjectDefinition, statement: Statement) {
  const columnMetadata = isGrouped(statement)
    ? groupedColumns(scope, object, statement)
    : selectedColumns(scope, object, statement);
  return {
    columnMetadata,
    entityName: object.name,
    groupBy: statement.groupBy.length > 0,
    idSelected: columnMetadata.some(({ columnName }) => columnName === 'Id'),
    keyPrefix: object.keyPrefix,
  };
}

function selectedColumns(
  scope: QueryScope,
  object: ObjectDefinition,
  statement: Statement,
): ColumnDescription[] {
  const { readers, children } = selectionOf(scope, object, statement);
  const columns: ColumnDescription[] = [];
  for (const reader of readers) addField(columns, reader);
  return [
    ...columns,
    ...children.map((child) => ({
      ...bareColumn(child.relationship),
      aggregate: true,
      joinColumns: selectedColumns(scope, child.object, child.statement),
    })),
  ];
}

/** A parent is a column too; its fields are joined to it. */
function addField(columns: ColumnDescription[], { steps, field }: FieldReader): void {
  let target = columns;
  for (const step of steps) {
    const known = target.find(({ columnName }) => columnName === step.relationship);
    const parent = known ?? parentColumn(step);
    if (known === undefined) target.push(parent);
    target = parent.joinColumns;
  }
  target.push(fieldColumn(field.name, field));
}

function groupedColumns(
  scope: QueryScope,
  object: ObjectDefinition,
  { columns }: Statement,
): ColumnDescription[] {
  const [first] = columns;
  if (columns.length === 1 && first?.kind === 'aggregate' && first.path === undefined)
    return [{ ...bareColumn('count'), aggregate: true, numberType: true }];
  return namedColumns(columns).map(({ name, operand }) =>
    operand.kind === 'field'
      ? fieldColumn(name, fieldReader(scope, object, operand.path).field)
      : {
          ...fieldColumn(name, aggregate(scope, object, operand).field),
          aggregate: true,
          apexType: null,
          displayName: displayName(operand),
          insertable: false,
          updatable: false,
        },
  );
}

function displayName(operand: Operand): string {
  const path = operand.path?.join('.') ?? '';
  return operand.kind === 'field' ? path : `${operand.aggregate.toLowerCase()}(${path})`;
}

function parentColumn({ relationship, foreignKey }: Step): ColumnDescription {
  return { ...bareColumn(relationship), foreignKeyName: foreignKey };
}

function fieldColumn(name: string, field: FieldDefinition): ColumnDescription {
  const apexType = APEX_TYPES[field.type];
  return {
    ...bareColumn(name),
    apexType,
    booleanType: apexType === 'Boolean',
    insertable: field.createable ?? false,
    numberType: apexType === 'Integer' || apexType === 'Double',
    textType: apexType === 'String',
    updatable: field.updateable ?? false,
  };
}

function bareColumn(name: string): ColumnDescription {
  return {
    aggregate: false,
    apexType: null,
    booleanType: false,
    columnName: name,
    custom: false,
    displayName: name,
    foreignKeyName: null,
    insertable: false,
    joinColumns: [],
    numberType: false,
    textType: false,
    updatable: false,
  };
}
