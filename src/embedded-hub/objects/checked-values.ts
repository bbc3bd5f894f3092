import { Refusal } from '../refusal.ts';
import { fieldNamed, refusedField } from './object-catalog.ts';
import type {
  FieldDefinition,
  FieldType,
  FieldValues,
  ObjectDefinition,
} from './object-definition.ts';

/** The values of a create or update under the fields' own spelling; refuses what the object would not take. */
export function checkedValues(
  object: ObjectDefinition,
  body: Readonly<Record<string, unknown>>,
  action: 'create' | 'update',
  apiVersion: number,
): FieldValues {
  const entries = Object.entries(body).filter(([name]) => name !== 'attributes');
  if (action === 'update' && entries.some(([name]) => name.toLowerCase() === 'id')) {
    throw new Refusal(
      400,
      'INVALID_FIELD',
      'The Id field should not be specified in the sobject data.',
      ['Id'],
    );
  }
  const fields = entries.map(([name, value]) => {
    const field = fieldNamed(object, name, apiVersion);
    if (field === undefined) {
      const message = `No such column '${name}' on sobject of type ${object.name}`;
      throw refusedField(object, name, new Refusal(400, 'INVALID_FIELD', message));
    }
    return { field, value };
  });
  const closed = fields.filter(
    ({ field }) => !(action === 'create' ? field.createable : field.updateable),
  );
  if (closed.length > 0) {
    const names = closed.map(({ field }) => field.name);
    throw new Refusal(
      400,
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `Unable to create/update fields: ${names.join(', ')}. Please check the security settings of this field and verify that it ` +
        'is read/write for your profile or permission set.',
      names,
    );
  }
  return Object.fromEntries(
    fields.map(({ field, value }) => [field.name, checkedValue(field, value)]),
  );
}

/** The JSON type of a field's values, where it is not text. */
const JSON_TYPES: ReadonlyMap<FieldType, string> = new Map([
  ['boolean', 'boolean'],
  ['int', 'number'],
  ['double', 'number'],
  ['complexvalue', 'object'],
]);

function checkedValue(field: FieldDefinition, value: unknown): unknown {
  if (value === null) return value;
  const type = JSON_TYPES.get(field.type) ?? 'string';
  if (typeof value !== type) {
    throw new Refusal(
      400,
      'JSON_PARSER_ERROR',
      `Cannot deserialize instance of ${type} from ${typeof value} value of ${field.name}`,
    );
  }
  if (typeof value !== 'string' || value === '') return value;
  if (field.length !== undefined && value.length > field.length) {
    throw new Refusal(
      400,
      'STRING_TOO_LONG',
      `${field.name}: data value too large: ${value.slice(0, 255)} (max length=${field.length})`,
      [field.name],
    );
  }
  if (field.type === 'datetime' && Number.isNaN(Date.parse(value))) {
    throw new Refusal(
      400,
      'JSON_PARSER_ERROR',
      `Cannot deserialize instance of datetime from VALUE_STRING value ${value}`,
    );
  }
  return field.values === undefined ? value : pickedValue(field, field.values, value);
}

/** Clients spell the values of a picklist in their own letter case; the record has the org's spelling. */
function pickedValue(field: FieldDefinition, values: readonly string[], value: string): string {
  const picked = values.find((known) => known.toLowerCase() === value.toLowerCase());
  if (picked !== undefined) return picked;
  const label = field.name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
  throw new Refusal(
    400,
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${label}: bad value for restricted picklist field: ${value}`,
    [field.name],
  );
}
