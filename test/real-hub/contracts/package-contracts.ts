import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { contractsOf } from '../contract.ts';
import type { OrgUnderTest, RestAnswer } from '../org-under-test.ts';

/** Each of these asks for something that should be refused; where it is not, a package or a version is there afterwards. */
export const packageContracts = [
  ...contractsOf('packages', 'package', {
    'without a name are refused': async (org) => {
      refusedWith(await created(org, { ContainerOptions: 'Managed' }), 'REQUIRED_FIELD_MISSING');
    },
    'of another type than Managed or Unlocked are refused': async (org) => {
      refusedWith(
        await created(org, { Name: newName(), ContainerOptions: 'NoSuchType' }),
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      );
    },
    'of a namespace that is not linked are refused': async (org) => {
      const answer = await created(org, {
        Name: newName(),
        ContainerOptions: 'Managed',
        NamespacePrefix: 'nosuchnamespace',
      });
      refusedWith(answer, 'FIELD_INTEGRITY_EXCEPTION');
    },
    'that are managed need a namespace, unlocked ones do not': async (org) => {
      const answer = await created(org, {
        Name: newName(),
        ContainerOptions: 'Managed',
        NamespacePrefix: '',
      });
      refusedWith(answer, 'FIELD_INTEGRITY_EXCEPTION');
    },
  }),
  ...contractsOf('a version request', 'version', {
    'that is wrong in itself is refused at once and costs nothing': async (org) => {
      const before = await remaining(org);
      const answer = await org.rest(`${org.data}/tooling/sobjects/Package2VersionCreateRequest`, {
        method: 'POST',
        json: { Package2Id: '0Ho000000000000AAA', VersionInfo: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' },
      });
      refusedWith(answer, 'MALFORMED_ID');
      assert.equal(await remaining(org), before);
    },
  }),
];

async function created(org: OrgUnderTest, json: unknown): Promise<RestAnswer> {
  return org.rest(`${org.data}/tooling/sobjects/Package2`, { method: 'POST', json });
}

function refusedWith({ status, errorCode, body }: RestAnswer, wanted: string): void {
  assert.deepEqual([status, errorCode], [400, wanted], `the org says: ${JSON.stringify(body)}`);
}

function newName(): string {
  return `eca-release contract ${randomUUID()}`;
}

async function remaining({ rest, data }: OrgUnderTest): Promise<string> {
  const { body } = await rest(`${data}/limits`);
  return JSON.stringify((body as Record<string, unknown>)['Package2VersionCreates']);
}
