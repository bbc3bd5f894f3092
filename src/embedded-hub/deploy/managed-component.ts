import type { NewComponent } from '../metadata/metadata-store.ts';
import { ComponentRefused } from './deploy-message.ts';

/** What a managed package brought is not the subscriber's to change, except the policies, which are made for that. */
export function refuseManaged(typeName: string, before: NewComponent | undefined): void {
  if (before?.manageableState !== 'installed' || typeName.endsWith('ConfigurablePolicies')) return;
  throw new ComponentRefused(
    `Cannot modify managed object: entity=${typeName}, component=${before.fullName}, state=installed`,
  );
}
