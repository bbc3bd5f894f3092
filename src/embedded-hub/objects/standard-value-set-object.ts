import type { ObjectDefinition } from './object-definition.ts';

/** Clients ask for each of Salesforce's sets by its name, to put it into a manifest. The orgs here have none. */
export const standardValueSetObject: ObjectDefinition = {
  name: 'StandardValueSet',
  keyPrefix: '0Nt',
  api: 'tooling',
  needs: 'any-org',
  fields: [
    { name: 'Id', type: 'id' },
    { name: 'FullName', type: 'string' },
    { name: 'MasterLabel', type: 'string' },
    { name: 'Metadata', type: 'complexvalue' },
  ],
  rows: () => [],
};
