import type { Org } from '../state/org.ts';
import { requireChange } from './require-change.ts';
import type { FieldValues, ObjectDefinition } from './object-definition.ts';

/** Creates one record of many without a pause, so that nothing comes in between; returns its id. */
export function createNow(
  object: ObjectDefinition,
  org: Org,
  values: FieldValues,
  apiVersion: number,
): string {
  requireChange(org, object, values);
  const id = object.create?.(org, values, apiVersion);
  if (typeof id === 'string') return id;
  throw new TypeError(`A create of ${object.name} takes time, and cannot be one of many.`);
}
