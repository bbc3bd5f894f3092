import { makeId } from '../state/record-id.ts';
import type { Hub } from '../state/hub.ts';
import type { ObjectDefinition } from './object-definition.ts';
import { STANDARD_FIELDS, standardValues } from './standard-fields.ts';

/** When the org was made, as far as its own records say. */
const ORG_MADE = '2025-01-06T09:00:00.000Z';

const audited = (id: string) => ({ id, createdAt: ORG_MADE, modifiedAt: ORG_MADE });
const profileId = (hub: Hub) => makeId('00e', hub.orgId, 1);

export const organization: ObjectDefinition = {
  name: 'Organization',
  keyPrefix: '00D',
  api: 'both',
  needs: 'any-org',
  fields: [
    ...STANDARD_FIELDS,
    { name: 'Name', type: 'string' },
    { name: 'InstanceName', type: 'string' },
    { name: 'IsSandbox', type: 'boolean' },
    { name: 'IsReadOnly', type: 'boolean' },
    { name: 'LanguageLocaleKey', type: 'picklist' },
    { name: 'NamespacePrefix', type: 'string' },
    { name: 'OrganizationType', type: 'picklist' },
    { name: 'TimeZoneSidKey', type: 'picklist' },
    { name: 'TrialExpirationDate', type: 'datetime' },
  ],
  rows: (hub) => [
    {
      ...standardValues(hub, audited(hub.orgId)),
      Name: hub.seed.org.name,
      InstanceName: hub.seed.org.instance,
      IsSandbox: hub.seed.org.isSandbox,
      IsReadOnly: false,
      LanguageLocaleKey: 'en_US',
      NamespacePrefix: hub.seed.org.namespace,
      OrganizationType: hub.seed.org.edition,
      TimeZoneSidKey: 'GMT',
      TrialExpirationDate: null,
    },
  ],
};

export const user: ObjectDefinition = {
  name: 'User',
  keyPrefix: '005',
  api: 'both',
  needs: 'any-org',
  fields: [
    ...STANDARD_FIELDS,
    { name: 'Username', type: 'string' },
    { name: 'Name', type: 'string' },
    { name: 'Email', type: 'string' },
    { name: 'IsActive', type: 'boolean' },
    {
      name: 'ProfileId',
      type: 'reference',
      parent: { relationship: 'Profile', object: 'Profile' },
    },
  ],
  rows: (hub) => [
    {
      ...standardValues(hub, audited(hub.userId)),
      Username: hub.seed.login.username,
      Name: hub.seed.login.userName,
      Email: hub.seed.login.username,
      IsActive: true,
      ProfileId: profileId(hub),
    },
  ],
};

export const profile: ObjectDefinition = {
  name: 'Profile',
  keyPrefix: '00e',
  api: 'both',
  needs: 'any-org',
  fields: [...STANDARD_FIELDS, { name: 'Name', type: 'string' }],
  rows: (hub) => [
    { ...standardValues(hub, audited(profileId(hub))), Name: 'System Administrator' },
  ],
};

/** No scratch orgs are made here; that the object exists is what tells clients that the org is a Dev Hub. */
export const scratchOrgInfo: ObjectDefinition = {
  name: 'ScratchOrgInfo',
  keyPrefix: '2SR',
  api: 'data',
  needs: 'dev-hub',
  fields: [
    ...STANDARD_FIELDS,
    { name: 'Name', type: 'string' },
    { name: 'ScratchOrg', type: 'string' },
    { name: 'Status', type: 'picklist' },
    { name: 'ExpirationDate', type: 'datetime' },
    { name: 'OrgName', type: 'string' },
    { name: 'SignupUsername', type: 'string' },
  ],
  rows: () => [],
};

export const namespaceRegistry: ObjectDefinition = {
  name: 'NamespaceRegistry',
  keyPrefix: '1OR',
  api: 'data',
  needs: 'dev-hub',
  fields: [
    ...STANDARD_FIELDS,
    { name: 'Name', type: 'string' },
    { name: 'NamespaceOrg', type: 'string' },
    { name: 'NamespacePrefix', type: 'string' },
  ],
  rows: (hub) =>
    hub.seed.namespaces.map(({ prefix, org }, index) => ({
      ...standardValues(hub, audited(makeId('1OR', hub.orgId, index + 1))),
      Name: prefix,
      NamespaceOrg: org,
      NamespacePrefix: prefix,
    })),
};
