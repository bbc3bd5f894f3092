import type { Org } from '../state/org.ts';
import { requirePermission } from '../state/user-permissions.ts';
import type { FieldValues, ObjectDefinition } from './object-definition.ts';

/** Refuses a create or an update for which the user lacks a permission. */
export function requireChange(org: Org, object: ObjectDefinition, values: FieldValues): void {
  if (object.changedWith !== undefined) requirePermission(org, object.changedWith);
  for (const { name, changedWith } of object.fields)
    if (changedWith !== undefined && Object.hasOwn(values, name))
      requirePermission(org, changedWith);
}
