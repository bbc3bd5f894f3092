import { Refusal } from '../refusal.ts';
import { attributesOf, shownValue } from '../soql/project-rows.ts';
import type { RestRecord } from '../soql/project-rows.ts';
import { fieldNamed, fieldsOf, refusedField } from './object-catalog.ts';
import type { Api } from './object-catalog.ts';
import type { ObjectDefinition, Row } from './object-definition.ts';

/** One record with all its fields, or the named ones. */
export function readRecord(
  scope: { readonly api: Api; readonly apiVersion: number },
  object: ObjectDefinition,
  row: Row,
  names: readonly string[] | undefined,
): RestRecord {
  const fields =
    names === undefined
      ? fieldsOf(object, scope.apiVersion).filter(({ isHidden }) => isHidden !== true)
      : names.map((name) => {
          const field = fieldNamed(object, name.trim(), scope.apiVersion);
          if (field === undefined || field.isHidden) {
            const message = `No such column '${name}' on sobject of type ${object.name}`;
            throw refusedField(object, name, new Refusal(400, 'INVALID_FIELD', message));
          }
          return field;
        });
  return {
    attributes: attributesOf(scope, object.name, row),
    ...Object.fromEntries(
      fields.map((field) => [field.name, shownValue(scope, object.name, field, row)]),
    ),
  };
}
