import { describe, expect, it } from 'vitest';
import { idFrom } from '../../../src/domain/version/ids.ts';
import { promoteVersion } from '../../../src/salesforce/promote-version.ts';
import { adapterOnHub } from '../../support/adapter-on-hub.ts';
import { withPackage, type SeededVersionLooks } from '../../support/seeded-package.ts';

const UPDATE = { method: 'PATCH', path: '/sobjects/Package2Version' };

async function hubWithBeta(looks: Partial<SeededVersionLooks> = {}) {
  const adapter = await adapterOnHub({
    seed: withPackage('Acme Connector', { number: '1.0.0.1', ...looks }),
  });
  const { versions } = await adapter.hub.records();
  return {
    ...adapter,
    id: idFrom('05i', versions[0]?.id),
    isReleased: async () => (await adapter.hub.records()).versions[0]?.isReleased,
    updates: () => adapter.hub.requests.filter(({ method }) => method === 'PATCH'),
  };
}

describe('promoteVersion', () => {
  it('makes a beta the released version, and does no harm a second time', async () => {
    const { connection, id, isReleased } = await hubWithBeta();

    expect(await promoteVersion(connection, id)).toEqual({ kind: 'promoted' });
    expect(await promoteVersion(connection, id)).toEqual({ kind: 'promoted' });
    expect(await isReleased()).toBe(true);
  });

  it.each([
    ['close-before', false],
    ['close-after', true],
    ['garbage-html-200', false],
  ] as const)('asks once, and says that nobody answered: %s', async (action, took) => {
    const { connection, id, isReleased, fail, updates } = await hubWithBeta();
    await fail({ match: UPDATE, action });

    expect(await promoteVersion(connection, id)).toMatchObject({
      kind: 'unanswered',
      reason: { code: expect.stringMatching(/^HUB_/) },
    });
    expect(updates()).toHaveLength(1);
    expect(await isReleased()).toBe(took);
  });

  it("tells the hub's refusal in its words", async () => {
    const { connection, id, updates, fail } = await hubWithBeta();
    const body = [{ errorCode: 'INVALID_INPUT', message: 'Not on a Sunday.' }];
    await fail({ match: UPDATE, action: { status: 400, body } });

    expect(await promoteVersion(connection, id)).toEqual({
      kind: 'refused',
      why: 'INVALID_INPUT: Not on a Sunday.',
    });
    expect(updates()).toHaveLength(1);
  });

  it("tells the hub's refusal of what the library reads before, which takes it for a wrong id", async () => {
    const { connection, id, updates, fail } = await hubWithBeta();
    const body = [
      { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' },
    ];
    await fail({ match: { soql: 'FROM Package2Version' }, action: { status: 403, body } });

    await expect(promoteVersion(connection, id)).rejects.toMatchObject({
      code: 'API_REQUESTS_USED_UP',
      detail: { found: 'REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.' },
    });
    expect(updates()).toEqual([]);
  });

  it('throws a refusal that the catalogue knows', async () => {
    const { connection, id, updates } = await hubWithBeta({ coverage: false });

    await expect(promoteVersion(connection, id)).rejects.toMatchObject({
      code: 'NOT_PROMOTABLE',
      detail: { found: expect.stringMatching(/coverage/i) },
    });
    expect(updates()).toHaveLength(1);
  });

  it.each([
    [401, 'INVALID_SESSION_ID', 'SESSION_EXPIRED'],
    [403, 'INSUFFICIENT_ACCESS', 'PERMISSION_MISSING'],
  ])('throws what no other version would mend: HTTP %i %s', async (status, errorCode, code) => {
    const { connection, id, fail } = await hubWithBeta();
    const body = [{ errorCode, message: 'no' }];
    await fail({ match: UPDATE, action: { status, body } });

    await expect(promoteVersion(connection, id)).rejects.toMatchObject({ code });
  });
});
