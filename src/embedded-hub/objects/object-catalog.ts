import { Undeclared } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Org } from '../state/org.ts';
import type { FieldDefinition, ObjectDefinition } from './object-definition.ts';
import { namespaceRegistry, organization, profile, scratchOrgInfo, user } from './org-objects.ts';
import { installRequestObject } from './install-request-object.ts';
import { installedPackageObject, installedVersionObject } from './installed-package-objects.ts';
import { packageObject } from './package-object.ts';
import { packageVersionObject } from './package-version-object.ts';
import { versionCreateErrorObject, versionCreateRequestObject } from './version-create-objects.ts';
import {
  metadataPackageObject,
  metadataPackageVersionObject,
  packageSubscriberObject,
} from './published-package-objects.ts';
import { pushErrorObject, pushJobObject, pushRequestObject } from './push-objects.ts';
import { standardValueSetObject } from './standard-value-set-object.ts';
import { subscriberPackageObject } from './subscriber-package-object.ts';
import { subscriberVersionObject } from './subscriber-version-object.ts';
import { uninstallErrorObject, uninstallRequestObject } from './uninstall-request-objects.ts';
import { userPermissionAccessObject } from './user-permission-access-object.ts';

/** The half of the REST API a request came in by: /services/data/vX or /services/data/vX/tooling. */
export type Api = 'data' | 'tooling';

const OBJECTS: readonly ObjectDefinition[] = [
  installRequestObject,
  installedPackageObject,
  installedVersionObject,
  metadataPackageObject,
  metadataPackageVersionObject,
  namespaceRegistry,
  organization,
  packageObject,
  packageSubscriberObject,
  packageVersionObject,
  profile,
  pushErrorObject,
  pushJobObject,
  pushRequestObject,
  scratchOrgInfo,
  standardValueSetObject,
  subscriberPackageObject,
  subscriberVersionObject,
  uninstallErrorObject,
  uninstallRequestObject,
  user,
  userPermissionAccessObject,
  versionCreateErrorObject,
  versionCreateRequestObject,
];

/** Objects that a real org has and that matter to packaging, but that nobody has built here. */
const NOT_BUILT: readonly string[] = ['Package2Bundle', 'Package2BundleVersion'];

/** Objects that real orgs may lack, that clients ask for to find out, and that no org here has. */
const ABSENT: readonly string[] = ['BotDefinition', 'BotVersion', 'SourceMember'];

/** Undefined: this org has no such object, as far as this API shows. Names are found in any letter case. */
export function objectNamed(org: Org, api: Api, name: string): ObjectDefinition | undefined {
  return objectsOf(org, api).find((object) => isSame(object.name, name));
}

export function objectsOf(org: Org, api: Api): readonly ObjectDefinition[] {
  return OBJECTS.filter(
    (object) => (object.api === 'both' || object.api === api) && exists(org, object),
  );
}

/** The refusal of an object that this org or this half of the API does not have. */
export function refusedObject(name: string, refusal: Refusal): Refusal {
  const isDeclared = [...OBJECTS.map((object) => object.name), ...ABSENT].some((declared) =>
    isSame(declared, name),
  );
  return isDeclared ? refusal : new Undeclared(`object ${name}`, refusal);
}

/** The refusal of a field that the object does not have, at least not in this API version. */
export function refusedField(object: ObjectDefinition, name: string, refusal: Refusal): Refusal {
  const isDeclared = object.fields.some((field) => isSame(field.name, name));
  return isDeclared ? refusal : new Undeclared(`field ${object.name}.${name}`, refusal);
}

export function isKnownButNotBuilt(name: string): boolean {
  return NOT_BUILT.some((known) => isSame(known, name));
}

export function fieldNamed(
  object: ObjectDefinition,
  name: string,
  apiVersion: number,
): FieldDefinition | undefined {
  return fieldsOf(object, apiVersion).find((field) => isSame(field.name, name));
}

export function fieldsOf(object: ObjectDefinition, apiVersion: number): readonly FieldDefinition[] {
  return object.fields.filter(({ since }) => since === undefined || since <= apiVersion);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function exists(org: Org, object: ObjectDefinition): boolean {
  const { isDevHub, secondGenerationPackaging } = org.settings;
  switch (object.needs) {
    case 'any-org':
      return true;
    case 'dev-hub':
      return isDevHub;
    case 'packaging':
      return isDevHub && secondGenerationPackaging;
  }
}
