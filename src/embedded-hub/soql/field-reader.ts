import { fieldNamed, objectNamed, refusedField } from '../objects/object-catalog.ts';
import type { Api } from '../objects/object-catalog.ts';
import type {
  FieldDefinition,
  FieldValue,
  ObjectDefinition,
  Row,
} from '../objects/object-definition.ts';
import type { Org } from '../state/org.ts';
import { unknownField, unknownRelationship } from './query-refusals.ts';
import type { FieldPath } from './statement.ts';

export interface QueryScope {
  readonly org: Org;
  readonly api: Api;
  readonly apiVersion: number;
  readonly soql: string;
}

/** A parent on the way to a field. */
export interface Step {
  readonly relationship: string;
  /** The field with the parent's id. */
  readonly foreignKey: string;
  readonly object: ObjectDefinition;
  /** Undefined: there is no parent. */
  parentOf(row: Row): Row | undefined;
}

export interface FieldReader {
  readonly steps: readonly Step[];
  /** The object the field belongs to. */
  readonly object: ObjectDefinition;
  readonly field: FieldDefinition;
  read(row: Row): FieldValue;
}

/** Finds what a path such as Package2.Name means; names are found in any letter case, and refused when unknown. */
export function fieldReader(
  scope: QueryScope,
  object: ObjectDefinition,
  path: FieldPath,
): FieldReader {
  let current = object;
  const steps: Step[] = [];
  for (const relationship of path.slice(0, -1)) {
    const step = stepTo(scope, current, relationship);
    steps.push(step);
    current = step.object;
  }
  const name = path.at(-1) ?? '';
  const field = fieldNamed(current, name, scope.apiVersion);
  if (field === undefined)
    throw refusedField(current, name, unknownField(scope.soql, name, current.name));
  return {
    steps,
    object: current,
    field,
    read: (row) => lastRow(steps, row)?.[field.name] ?? null,
  };
}

function stepTo(scope: QueryScope, object: ObjectDefinition, relationship: string): Step {
  const field = object.fields.find(
    ({ parent }) => parent?.relationship.toLowerCase() === relationship.toLowerCase(),
  );
  const parent = field?.parent && objectNamed(scope.org, scope.api, field.parent.object);
  if (field?.parent === undefined || parent === undefined)
    throw refusedField(object, relationship, unknownRelationship(scope.soql, relationship));
  return {
    relationship: field.parent.relationship,
    foreignKey: field.name,
    object: parent,
    parentOf: (row) => {
      const id = row[field.name];
      return id === null
        ? undefined
        : parent.rows(scope.org).find((candidate) => candidate.Id === id);
    },
  };
}

function lastRow(steps: readonly Step[], row: Row): Row | undefined {
  let current: Row | undefined = row;
  for (const step of steps) {
    if (current === undefined) return undefined;
    current = step.parentOf(current);
  }
  return current;
}
