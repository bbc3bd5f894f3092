import type { Component } from '../domain/eca/component.ts';
import type {
  LoginFacts,
  ObjectAccess,
  OrganizationFacts,
  UserPermissions,
} from '../domain/doctor/facts.ts';

/** What doctor asks of a hub beside what a release asks. Reads only, and throws what a read throws. */
export interface OrgInspector {
  readLogin(): Promise<LoginFacts>;
  readOrganization(): Promise<OrganizationFacts>;
  /** Of the user who is logged in. */
  readPermissions(): Promise<UserPermissions>;
  /** What describe says of an object of the Tooling API; nothing where the org does not show it. */
  readAccess(objectName: string): Promise<ObjectAccess | undefined>;
  /** The API names of the Connected Apps that the org made itself. */
  listConnectedApps(): Promise<readonly string[]>;
  readConnectedApp(name: string, apiVersion: string): Promise<Component>;
}
