import type { FieldValues } from '../objects/object-definition.ts';

/** An empty text is no text, as everywhere in Salesforce. */
export function textValue(values: FieldValues, field: string): string | null {
  const value = values[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function booleanValue(values: FieldValues, field: string): boolean {
  return values[field] === true || values[field] === 'true';
}
