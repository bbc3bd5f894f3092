import { describe, it } from 'vitest';
import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import { IMPATIENT, script, SERVER_UNAVAILABLE, type FaultKind } from '../support/fault-storm.ts';
import type { PassingRequest, Verdict } from '../support/gate.ts';
import { isLookup, isVersionCreate, nth } from '../support/gate-keepers.ts';
import { homeLoggedInTo } from '../support/logged-in-home.ts';
import { openRepeatableReleases } from '../support/repeatable-releases.ts';
import { outcomeOf } from '../support/run-outcome.ts';
import { checkoutAt, openTestbed, type Testbed } from '../support/testbed.ts';

const PACKAGE_CREATE = { method: 'POST', path: '/sobjects\\/Package2$/' };
const VERSION_CREATE = { method: 'POST', path: '/sobjects/Package2VersionCreateRequest' };
const PROMOTION = { method: 'PATCH', path: '/sobjects/Package2Version/' };

const releases = await openRepeatableReleases();
const { gate } = releases;

const DONE_AND_LOST: readonly FaultKind[] = [
  { title: 'whose connection was closed', action: 'close-after' },
  { title: 'that was cut short', action: 'cut-body' },
  { title: "that became a proxy's login page", action: 'garbage-html-200', commits: true },
  { title: 'that became an empty 200', action: 'empty-200', commits: true },
  { title: 'that became a 503', action: SERVER_UNAVAILABLE, commits: true },
];

describe('an answer to a package, to a version and to its promotion', () => {
  it.for(DONE_AND_LOST)(
    '$title is not asked for again',
    async ({ action, commits = false }, { expect }) => {
      const testbed = await openTestbed();
      const writes = [PACKAGE_CREATE, VERSION_CREATE, PROMOTION];
      await script(
        testbed,
        writes.map((match) => ({ match, action, commits })),
      );

      const result = await testbed.run('release', '--promote', ...IMPATIENT);

      const { packages, createRequests, versions } = await testbed.hub.records();
      expect(outcomeOf(result)).toMatchObject({ versions: [{ state: 'released' }] });
      expect([packages.length, createRequests.length, versions.length]).toEqual([1, 1, 1]);
      expect(writesSeenBy(testbed)).toEqual([
        'POST Package2',
        'POST Package2VersionCreateRequest',
        'PATCH Package2Version',
      ]);
    },
  );
});

describe('a promotion', () => {
  it('that never arrived is sent once more by the same run', async ({ expect }) => {
    const testbed = await openTestbed({ faults: [{ match: PROMOTION, action: 'close-before' }] });

    const result = await testbed.run('release', '--promote', ...IMPATIENT);

    expect(outcomeOf(result)).toMatchObject({ versions: [{ state: 'released' }] });
    expect(writesSeenBy(testbed).slice(-2)).toEqual([
      'PATCH Package2Version',
      'PATCH Package2Version',
    ]);
  });
});

describe('a request for a version', () => {
  it('that arrives long after nobody listens any more is found, not sent again', async ({
    expect,
  }) => {
    const testbed = await releases.open();
    const lookedTwice = Promise.withResolvers<void>();
    const isSecondLook = nth(2, isLookup);
    const creates: PassingRequest[] = [];
    gate.keeper = {
      before: async (request): Promise<Verdict> => {
        if (isVersionCreate(request) && creates.push(request) === 1) await lookedTwice.promise;
        return 'pass';
      },
      after: (request) => {
        if (creates.length > 0 && isSecondLook(request)) lookedTwice.resolve();
        return 'pass';
      },
    };

    const result = await testbed.run('release', ...IMPATIENT, '--lost-answer-seconds', '30');

    lookedTwice.resolve();
    const { createRequests, versions } = await testbed.hub.records();
    expect(outcomeOf(result)).toMatchObject({ outcome: 'succeeded' });
    expect(creates).toHaveLength(1);
    expect([createRequests.length, versions.length]).toEqual([1, 1]);
  });

  it('that never arrived is sent once more when its time is up', async ({ expect }) => {
    const testbed = await openTestbed({
      faults: [{ match: VERSION_CREATE, action: 'close-before' }],
    });

    const result = await testbed.run('release', ...IMPATIENT);

    const { createRequests, versions } = await testbed.hub.records();
    expect(outcomeOf(result)).toMatchObject({ outcome: 'succeeded' });
    expect([createRequests.length, versions.length]).toEqual([1, 1]);
  });
});

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

/** What was sent that changes something, but for what a hub is only asked. */
function writesSeenBy({ hub }: Testbed): readonly string[] {
  return hub.requests
    .filter(({ method, path }) => method !== 'GET' && path.includes('/sobjects/'))
    .map(({ method, path }) => `${method} ${path.split('/sobjects/')[1]?.split('/')[0]}`);
}
