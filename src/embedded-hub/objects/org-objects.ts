import { makeId } from '../state/record-id.ts';
import type { Org } from '../state/org.ts';
import type { ObjectDefinition } from './object-definition.ts';
import { STANDARD_FIELDS, standardValues } from './standard-fields.ts';

/** When the org was made, as far as its own records say. */
const ORG_MADE = '2025-01-06T09:00:00.000Z';

const audited = (id: string) => ({ id, createdAt: ORG_MADE, modifiedAt: ORG_MADE });
const profileId = (org: Org) => makeId('00e', org.id, 1);

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
  rows: (org) => [
    {
      ...standardValues(org, audited(org.id)),
      Name: org.settings.name,
      InstanceName: org.settings.instance,
      IsSandbox: org.settings.isSandbox,
      IsReadOnly: false,
      LanguageLocaleKey: 'en_US',
      NamespacePrefix: org.settings.namespace,
      OrganizationType: org.settings.edition,
      TimeZoneSidKey: 'GMT',
      TrialExpirationDate: org.settings.trialEndsAt?.replace(/(?:\.\d+)?Z$/, '.000+0000') ?? null,
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
  rows: (org) => [
    {
      ...standardValues(org, audited(org.userId)),
      Username: org.login.username,
      Name: org.login.userName,
      Email: org.login.username,
      IsActive: true,
      ProfileId: profileId(org),
    },
  ],
};

export const profile: ObjectDefinition = {
  name: 'Profile',
  keyPrefix: '00e',
  api: 'both',
  needs: 'any-org',
  fields: [...STANDARD_FIELDS, { name: 'Name', type: 'string' }],
  rows: (org) => [
    { ...standardValues(org, audited(profileId(org))), Name: 'System Administrator' },
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
  rows: (org) =>
    org.hub.seed.namespaces.map(({ prefix, org: namespaceOrgId }, index) => ({
      ...standardValues(org, audited(makeId('1OR', org.id, index + 1))),
      Name: prefix,
      NamespaceOrg: namespaceOrgId,
      NamespacePrefix: prefix,
    })),
};
