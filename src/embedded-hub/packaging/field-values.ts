import type { FieldValues } from '../objects/object-definition.ts';
import { Refusal } from '../refusal.ts';

/** An empty text is no text, as everywhere in Salesforce. */
export function textValue(values: FieldValues, field: string): string | null {
  const value = values[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The texts of fields without which there can be no record; all that are missing are named together. */
export function requiredTexts<Field extends string>(
  values: FieldValues,
  ...fields: readonly Field[]
): Readonly<Record<Field, string>> {
  const missing = fields.filter((field) => textValue(values, field) === null);
  if (missing.length > 0) {
    throw new Refusal(
      400,
      'REQUIRED_FIELD_MISSING',
      `Required fields are missing: [${missing.join(', ')}]`,
      missing,
    );
  }
  return Object.fromEntries(
    fields.map((field) => [field, textValue(values, field) ?? '']),
  ) as Record<Field, string>;
}

export function booleanValue(values: FieldValues, field: string): boolean {
  return values[field] === true || values[field] === 'true';
}
