import { describe, it } from 'vitest';
import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import { homeLoggedInTo } from '../support/logged-in-home.ts';
import { makeMachine } from '../support/machine.ts';
import { outcomeOf } from '../support/run-outcome.ts';
import { IMPATIENT, script, SERVER_UNAVAILABLE } from '../support/scripted-faults.ts';
import { startSeededHub } from '../support/seeded-hub.ts';
import { checkoutAt, openTestbed } from '../support/testbed.ts';

const PACKAGE_CREATE = { method: 'POST', path: '/sobjects\\/Package2$/' };
const VERSION_CREATE = { method: 'POST', path: '/sobjects/Package2VersionCreateRequest' };

interface Outage {
  readonly title: string;
  readonly fault: Fault;
  readonly code: string;
  readonly flags?: readonly string[];
}

const OUTAGES: readonly Outage[] = [
  {
    title: "a proxy's login page in place of every list of apps",
    fault: { match: { soap: 'listMetadata' }, times: 'forever', action: 'garbage-html-200' },
    code: 'HUB_ANSWER_UNUSABLE',
  },
  {
    title: 'nothing but empty answers about the retrieve',
    fault: { match: { soap: 'checkRetrieveStatus' }, times: 'forever', action: 'empty-200' },
    code: 'HUB_ANSWER_UNUSABLE',
  },
  {
    title: 'a hub that takes no request for a version',
    fault: { match: VERSION_CREATE, times: 'forever', action: 'close-before' },
    code: 'ANSWER_LOST',
  },
  {
    title: 'a hub that cannot tell how the build goes',
    fault: {
      match: { soql: "/FROM Package2VersionCreateRequest WHERE Id = '\\w+'$/" },
      times: 'forever',
      action: SERVER_UNAVAILABLE,
    },
    code: 'WAIT_EXPIRED',
    flags: ['--wait-minutes', '0.02'],
  },
];

describe('an outage', () => {
  it('of the login is said to be one, and not a refused login', async ({ expect }) => {
    const machine = await makeMachine();
    const { url, login } = await startSeededHub(undefined, {
      faults: [
        { match: { path: '/services/oauth2/' }, times: 'forever', action: SERVER_UNAVAILABLE },
      ],
    });
    const authUrl = `force://${login.clientId}::${login.refreshToken}@${new URL(url).host}`;

    const result = await machine.run(['release', '--yes', '--json'], {
      environment: { DEVHUB_AUTH_URL: authUrl },
    });

    expect(outcomeOf(result).failure).toMatchObject({ code: 'HUB_UNREACHABLE' });
  });

  it.for(OUTAGES)(
    'ends with its code, and the same command then finishes the one version: $title',
    async ({ fault, code, flags = [] }, { expect }) => {
      const testbed = await openTestbed({ faults: [fault] });

      const during = await testbed.run('release', ...IMPATIENT, ...flags);
      await script(testbed, []);
      const after = await testbed.run('release', ...IMPATIENT);

      const { createRequests, versions } = await testbed.hub.records();
      expect(outcomeOf(during).failure).toMatchObject({ code });
      expect(outcomeOf(after)).toMatchObject({ outcome: 'succeeded' });
      expect([createRequests.length, versions.length]).toEqual([1, 1]);
    },
  );
});

const EXPIRED_AT: readonly { readonly title: string; readonly match: Fault['match'] }[] = [
  { title: 'the list of apps', match: { soap: 'listMetadata' } },
  { title: 'the package', match: PACKAGE_CREATE },
  { title: 'the version', match: VERSION_CREATE },
  { title: 'the build', match: { soql: "FROM Package2VersionCreateRequest WHERE Id = '08c" } },
];

describe('a session that ends, and cannot be renewed', () => {
  it.for(EXPIRED_AT)(
    'while asking for $title asks for a new login, with which the same command goes on',
    async ({ match }, { expect }) => {
      const testbed = await openTestbed({ faults: [{ match, action: 'expired-session' }] });

      const before = await testbed.run('release', ...IMPATIENT);
      const newHome = await homeLoggedInTo(testbed.hub.url, 'refresh-token');
      const after = await checkoutAt(testbed.projectDir, newHome).run('release', ...IMPATIENT);

      const { createRequests, versions } = await testbed.hub.records();
      expect(outcomeOf(before).failure).toMatchObject({
        code: 'SESSION_EXPIRED',
        actions: expect.arrayContaining([expect.stringContaining('sf org login')]),
      });
      expect(outcomeOf(after)).toMatchObject({ outcome: 'succeeded' });
      expect([createRequests.length, versions.length]).toEqual([1, 1]);
    },
  );
});
