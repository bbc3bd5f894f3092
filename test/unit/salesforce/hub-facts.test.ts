import { describe, expect, it } from 'vitest';
import type { Seed } from '../../../src/embedded-hub/seed/seed-schema.ts';
import { readFacts } from '../../../src/salesforce/hub-facts.ts';
import { adapterOnHub } from '../../support/adapter-on-hub.ts';

function orgWith(org: Partial<Seed['org']>): (seed: Seed) => Seed {
  return (seed) => ({ ...seed, org: { ...seed.org, ...org } });
}

describe('readFacts', () => {
  it('tells what a Dev Hub is', async () => {
    const { connection } = await adapterOnHub();

    expect(await readFacts(connection)).toEqual({
      isDevHub: true,
      packages: [],
      ownNamespace: undefined,
      linkedNamespaces: ['acmeconnect'],
      versionSlots: {
        validated: { max: 6, remaining: 6 },
        withoutValidation: { max: 500, remaining: 500 },
      },
    });
  });

  it.each([
    ['no Dev Hub', { isDevHub: false }, { isDevHub: false }],
    [
      'no second-generation packaging',
      { secondGenerationPackaging: false },
      { isDevHub: true, packages: undefined },
    ],
    ['a namespace of its own', { namespace: 'acmeown' }, { ownNamespace: 'acmeown' }],
  ] satisfies [string, Partial<Seed['org']>, object][])(
    'tells of an org with %s as a fact, not as a failure',
    async (_what, org, facts) => {
      const { connection } = await adapterOnHub({ seed: orgWith(org) });

      expect(await readFacts(connection)).toMatchObject(facts);
    },
  );

  it('does without limits that the org does not tell', async () => {
    const { connection, fail } = await adapterOnHub();
    await fail({
      match: { path: '/limits' },
      action: { status: 200, body: { Other: { Max: 1 } } },
    });

    expect(await readFacts(connection)).toMatchObject({
      versionSlots: { validated: undefined, withoutValidation: undefined },
    });
  });

  it('does without limits that this user may not see', async () => {
    const { connection, fail } = await adapterOnHub();
    await fail({
      match: { path: '/limits' },
      action: { status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS', message: 'no' }] },
    });

    expect(await readFacts(connection)).toMatchObject({ versionSlots: { validated: undefined } });
  });

  it('does not take a refusal of a proxy for limits that are withheld', async () => {
    const { connection, fail } = await adapterOnHub();
    await fail({
      match: { path: '/limits' },
      action: { status: 403, headers: { 'content-type': 'text/html' }, body: '<html>no</html>' },
    });

    await expect(readFacts(connection)).rejects.toMatchObject({ code: 'HUB_REFUSED' });
  });

  it('asks again for limits that took too long to read', async () => {
    const { connection, fail } = await adapterOnHub();
    await fail({
      match: { path: '/limits' },
      action: { status: 400, body: [{ errorCode: 'QUERY_TIMEOUT', message: 'too long' }] },
    });

    expect(await readFacts(connection)).toMatchObject({
      versionSlots: { validated: { max: 6, remaining: 6 } },
    });
  });

  it.each(['ScratchOrgInfo', 'NamespaceRegistry', 'Package2', 'Organization'])(
    'does not take a missing permission for a missing %s',
    async (object) => {
      const { connection, fail } = await adapterOnHub();
      await fail({
        match: { soql: `FROM ${object}` },
        action: { status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS', message: 'no' }] },
      });

      await expect(readFacts(connection)).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
    },
  );

  it.each([
    ['limits', { path: '/limits' }, '"limits"'],
    ['rows', { soql: 'FROM Organization' }, { records: 'none' }],
  ])('does not take %s of another form for facts', async (_what, match, body) => {
    const { connection, fail } = await adapterOnHub();
    const headers = { 'content-type': 'application/json' };
    await fail({ match, times: 'forever', action: { status: 200, headers, body } });

    await expect(readFacts(connection)).rejects.toMatchObject({ code: 'HUB_ANSWER_UNUSABLE' });
  });
});
