import { describe, expect, it } from 'vitest';
import { ReleaseError } from '../../../src/domain/errors.ts';
import { askForVersion } from '../../../src/pipeline/ask-for-version.ts';
import { COMMIT, told } from '../../support/in-memory-ports.ts';
import {
  PACKAGE_ID,
  packageConfig,
  requestId,
  versionNumber,
} from '../../support/release-state.ts';
import { packagePlan, workbench, type Workbench } from '../../support/version-work.ts';

const NUMBER = versionNumber('1.4.0');
const WINDOW_MS = 60_000;
/** As long as one request may take, and then as long as a lost one is looked for. */
const WINDOW_AFTER_RESTART_MS = 120_000;

async function asked(bench: Workbench) {
  const known = await bench.hub.findCreateRequests(PACKAGE_ID, bench.key);
  return askForVersion(bench.work, known, (detail) => bench.progress.push(detail));
}

async function intentOf({ ports, hub, key }: Workbench) {
  return ports.journal.find(hub.identity.orgId, PACKAGE_ID, key);
}

/** What the journal holds when an earlier run died. */
async function diedEarlier(
  { ports, clock, hub, key }: Workbench,
  agoMs: number,
  id?: ReturnType<typeof requestId>,
): Promise<void> {
  await ports.journal.record({
    hubOrgId: hub.identity.orgId,
    packageId: PACKAGE_ID,
    releaseKey: key,
    askedAt: clock.now() - agoMs,
    ...(id !== undefined && { requestId: id }),
  });
}

describe('askForVersion', () => {
  it('asks once, and remembers the request', async () => {
    const bench = workbench();

    const found = await asked(bench);

    expect(found).toEqual({ requestId: requestId(1), by: 'this-run' });
    expect(bench.hub.requests).toMatchObject([{ id: requestId(1), tag: bench.key }]);
    expect(await intentOf(bench)).toMatchObject({ requestId: requestId(1) });
    expect(told(bench, 'create.requested')).toEqual([
      { package: 'Acme Connector', requestId: requestId(1) },
    ]);
  });

  it('says what it asks for: the number, the key, the commit, and the key of the package', async () => {
    const bench = workbench({ installationKeys: new Map([['Acme Connector', 'open sesame']]) });
    const requests: unknown[] = [];
    const original = bench.hub.requestVersion.bind(bench.hub);
    bench.hub.requestVersion = async (request, beforeLeaving) => {
      requests.push(request);
      return original(request, beforeLeaving);
    };

    await asked(bench);

    expect(requests).toMatchObject([
      {
        packageId: PACKAGE_ID,
        projectDir: '/project',
        number: NUMBER,
        name: '1.4.0',
        description: `commit ${COMMIT}`,
        tag: bench.key,
        ancestorId: undefined,
        installationKey: 'open sesame',
      },
    ]);
  });

  it('has the intent in the journal before anything leaves, with the time', async () => {
    const bench = workbench();
    bench.hub.replies = [{ kind: 'loses', commitsAfterMs: undefined }];
    const seen: unknown[] = [];
    bench.hub.beforeReading = () => seen.push([...bench.intents.values()]);

    await asked(bench);

    expect(seen.at(-1)).toEqual([
      {
        hubOrgId: bench.hub.identity.orgId,
        packageId: PACKAGE_ID,
        releaseKey: bench.key,
        askedAt: bench.clock.startedAt,
      },
    ]);
  });

  it.each([0, 200, 900, 59_000])(
    'finds a request whose answer was lost, and which is committed after %i ms',
    async (commitsAfterMs) => {
      const bench = workbench();
      bench.hub.replies = [{ kind: 'loses', commitsAfterMs }];

      const found = await asked(bench);

      expect(found).toEqual({ requestId: requestId(1), by: 'this-run' });
      expect(bench.hub.requests).toHaveLength(1);
      expect(bench.clock.passedMs()).toBeLessThan(commitsAfterMs + 10_001);
      expect(await intentOf(bench)).toMatchObject({ requestId: requestId(1) });
    },
  );

  it('finds a request that failed before it was looked for, and does not ask again', async () => {
    const bench = workbench();
    bench.hub.replies = [{ kind: 'loses', commitsAfterMs: 0 }];
    bench.hub.script = [[0, 'Error']];

    const found = await asked(bench);

    expect(found.requestId).toBe(requestId(1));
    expect(bench.hub.requests).toHaveLength(1);
  });

  it('does not take a failure of before for what was asked for now', async () => {
    const bench = workbench();
    bench.hub.somebodyAsks(bench.key, NUMBER, { script: [[0, 'Error']] });
    bench.hub.replies = [{ kind: 'loses', commitsAfterMs: 2_000 }];

    const found = await asked(bench);

    expect(found.requestId).toBe(requestId(2));
  });

  it('asks a second time, once, when nothing showed for the whole window', async () => {
    const bench = workbench();
    bench.hub.replies = [{ kind: 'loses', commitsAfterMs: undefined }];

    const found = await asked(bench);

    expect(found.requestId).toBe(requestId(1));
    expect(bench.hub.requests).toHaveLength(1);
    expect(bench.clock.passedMs()).toBe(WINDOW_MS);
  });

  it('counts the window from when the answer was lost, however long that took', async () => {
    const bench = workbench();
    const original = bench.hub.requestVersion.bind(bench.hub);
    bench.hub.replies = [{ kind: 'loses', commitsAfterMs: 5_000 }];
    bench.hub.requestVersion = async (request, beforeLeaving) => {
      const outcome = await original(request, beforeLeaving);
      // Silence until the time limit of a request; the hub commits five seconds after it.
      bench.clock.pass(WINDOW_MS);
      return outcome;
    };
    bench.hub.isHidden = () => bench.clock.passedMs() < WINDOW_MS + 5_000;

    await asked(bench);

    expect(bench.hub.requests).toHaveLength(1);
  });

  it('gives up when nothing shows after the second time either', async () => {
    const bench = workbench();
    bench.hub.replies = [
      { kind: 'loses', commitsAfterMs: undefined },
      { kind: 'loses', commitsAfterMs: undefined },
    ];

    await expect(asked(bench)).rejects.toMatchObject({
      code: 'ANSWER_LOST',
      detail: { found: 'other side closed' },
    });
    expect(bench.clock.passedMs()).toBe(2 * WINDOW_MS);
    expect(await intentOf(bench)).not.toHaveProperty('requestId');
  });

  it('goes on looking while the hub cannot be heard', async () => {
    const bench = workbench();
    bench.hub.replies = [{ kind: 'loses', commitsAfterMs: 0 }];
    bench.hub.beforeReading = () => {
      if (bench.hub.requests.length > 0 && bench.clock.passedMs() < 30_000) throw unreachable();
    };

    const found = await asked(bench);

    expect(found.requestId).toBe(requestId(1));
    expect(bench.progress).toContain('The hub is away; looking again');
  });

  it('never asks again where the hub could not be heard to the end of the window', async () => {
    const bench = workbench();
    bench.hub.replies = [{ kind: 'loses', commitsAfterMs: undefined }];
    bench.hub.beforeReading = () => {
      if (bench.clock.passedMs() > 0) throw unreachable();
    };

    await expect(asked(bench)).rejects.toMatchObject({ code: 'HUB_UNREACHABLE' });
    expect(bench.hub.requests).toHaveLength(0);
    expect(bench.clock.passedMs()).toBe(WINDOW_MS);
  });

  it.each([
    ['the end of the window', 59_900],
    ['most of it', 55_000],
  ])(
    'looks for ten seconds more where the hub is heard again only at %s',
    async (_what, untilMs) => {
      const bench = workbench();
      bench.hub.replies = [{ kind: 'loses', commitsAfterMs: 0 }];
      bench.hub.beforeReading = () => {
        const passedMs = bench.clock.passedMs();
        if (passedMs > 0 && passedMs < untilMs) throw unreachable();
      };
      // The replica that took over lags behind.
      bench.hub.isHidden = () => bench.clock.passedMs() < WINDOW_MS + 4_000;

      await asked(bench);

      expect(bench.hub.requests).toHaveLength(1);
    },
  );

  it('looks at most ten seconds longer, and asks again only after that', async () => {
    const bench = workbench();
    bench.hub.replies = [{ kind: 'loses', commitsAfterMs: undefined }];
    bench.hub.beforeReading = () => {
      const passedMs = bench.clock.passedMs();
      if (passedMs > 0 && passedMs < WINDOW_MS) throw unreachable();
    };

    await asked(bench);

    expect(bench.hub.requests).toHaveLength(1);
    expect(bench.clock.passedMs()).toBe(WINDOW_MS + 10_000);
  });

  it('does not ask again where the hub comes and goes', async () => {
    const bench = workbench();
    bench.hub.replies = [{ kind: 'loses', commitsAfterMs: undefined }];
    let looks = 0;
    bench.hub.beforeReading = () => {
      looks += 1;
      if (looks > 2 && looks % 2 === 1) throw unreachable();
    };

    await expect(asked(bench)).rejects.toMatchObject({ code: 'HUB_UNREACHABLE' });
    expect(bench.hub.requests).toHaveLength(0);
    expect(bench.clock.passedMs()).toBeLessThanOrEqual(WINDOW_MS + 10_000);
  });

  describe('right before the request leaves', () => {
    /** What happens while the package is put together. */
    function meanwhile(bench: Workbench, happen: () => void): void {
      const original = bench.hub.requestVersion.bind(bench.hub);
      bench.hub.requestVersion = async (request, beforeLeaving) => {
        happen();
        return original(request, beforeLeaving);
      };
    }

    it('takes what another run asked for meanwhile, and sends nothing', async () => {
      const bench = workbench();
      meanwhile(bench, () => bench.hub.somebodyAsks(bench.key, NUMBER));

      const found = await asked(bench);

      expect(found).toEqual({ requestId: requestId(1), by: 'an-earlier-run' });
      expect(bench.hub.requests).toHaveLength(1);
      expect(told(bench, 'create.requested')).toEqual([]);
      expect(await intentOf(bench)).toMatchObject({ requestId: requestId(1) });
    });

    it('takes what it asked for itself, which arrives after the whole window', async () => {
      const bench = workbench();
      bench.hub.replies = [{ kind: 'loses', commitsAfterMs: undefined }];
      meanwhile(bench, () => {
        if (bench.clock.passedMs() > 0) bench.hub.somebodyAsks(bench.key, NUMBER);
      });

      const found = await asked(bench);

      expect(found).toEqual({ requestId: requestId(1), by: 'this-run' });
      expect(bench.hub.requests).toHaveLength(1);
    });

    it('sends nothing to a hub that cannot be heard', async () => {
      const bench = workbench();
      let isAway = false;
      meanwhile(bench, () => {
        isAway = true;
      });
      bench.hub.beforeReading = () => {
        if (isAway) throw unreachable();
      };

      await expect(asked(bench)).rejects.toMatchObject({ code: 'HUB_UNREACHABLE' });
      expect(bench.hub.requests).toHaveLength(0);
      expect(await intentOf(bench)).toBeUndefined();
    });
  });

  it('remembers what got no answer although the second time is refused, and does not say that nothing was spent', async () => {
    const bench = workbench();
    bench.hub.replies = [
      { kind: 'loses', commitsAfterMs: undefined },
      { kind: 'refuses', reason: new ReleaseError('HUB_REFUSED', 'The hub refused') },
    ];

    await expect(asked(bench)).rejects.toMatchObject({
      code: 'VERSION_REQUEST_REFUSED',
      detail: { why: expect.stringContaining('should it show later, the next run takes it') },
    });
    expect(await intentOf(bench)).toMatchObject({ releaseKey: bench.key });
  });

  it('throws a refusal, and forgets the intent: nothing is on its way', async () => {
    const bench = workbench();
    bench.hub.replies = [
      {
        kind: 'refuses',
        reason: new ReleaseError('HUB_REFUSED', 'The hub refused', {
          found: 'INVALID_INPUT: no namespace',
        }),
      },
    ];

    await expect(asked(bench)).rejects.toMatchObject({
      code: 'VERSION_REQUEST_REFUSED',
      detail: {
        found: 'INVALID_INPUT: no namespace',
        why: expect.stringContaining('Nothing was spent'),
      },
    });
    expect(await intentOf(bench)).toBeUndefined();
  });

  it('says what is missing where the hub refuses for want of it', async () => {
    const bench = workbench();
    const reason = new ReleaseError('PERMISSION_MISSING', 'The user may not do this');
    bench.hub.replies = [{ kind: 'refuses', reason }];

    await expect(asked(bench)).rejects.toBe(reason);
    expect(await intentOf(bench)).toBeUndefined();
  });

  describe('after a run that died', () => {
    it('goes on with the request of the journal, which the hub does not show by its tag yet', async () => {
      const bench = workbench();
      bench.hub.somebodyAsks(bench.key, NUMBER);
      await diedEarlier(bench, 1_000, requestId(1));
      const byTag = bench.hub.findCreateRequests.bind(bench.hub);
      bench.hub.findCreateRequests = async (packageId, tag) =>
        (await byTag(packageId, tag)).filter(() => false);

      const found = await asked(bench);

      expect(found).toEqual({ requestId: requestId(1), by: 'an-earlier-run' });
      expect(bench.hub.requests).toHaveLength(1);
    });

    it.each([
      ['by its id', 'findCreateRequests'],
      ['by its tag', 'readProgress'],
    ] as const)(
      'finds the request of the journal %s, which the hub shows only after a while, however long ago that was',
      async (_how, blind) => {
        const bench = workbench();
        bench.hub.somebodyAsks(bench.key, NUMBER, { afterMs: -3_600_000 });
        await diedEarlier(bench, 3_600_000, requestId(1));
        bench.hub.isHidden = () => bench.clock.passedMs() < WINDOW_MS - 5_000;
        if (blind === 'findCreateRequests') bench.hub[blind] = async () => Promise.resolve([]);
        else bench.hub[blind] = async () => Promise.resolve(undefined);

        const found = await asked(bench);

        expect(found).toEqual({ requestId: requestId(1), by: 'an-earlier-run' });
        expect(bench.hub.requests).toHaveLength(1);
      },
    );

    it('asks anew only when the request of the journal did not show for the whole window', async () => {
      const bench = workbench();
      await diedEarlier(bench, 3_600_000, requestId(1));

      expect(await asked(bench)).toMatchObject({ by: 'this-run' });
      expect(bench.clock.passedMs()).toBe(WINDOW_MS);
    });

    it('asks for the request of the journal again where the hub cannot be heard for a while', async () => {
      const bench = workbench();
      bench.hub.somebodyAsks(bench.key, NUMBER);
      await diedEarlier(bench, 1_000, requestId(1));
      bench.hub.findCreateRequests = async () => Promise.resolve([]);
      bench.hub.beforeReading = (question) => {
        if (question === 'readProgress' && bench.clock.passedMs() < 20_000) throw unreachable();
      };

      const found = await asked(bench);

      expect(found).toEqual({ requestId: requestId(1), by: 'an-earlier-run' });
      expect(bench.hub.requests).toHaveLength(1);
    });

    it('takes a request of the journal that failed, and that only its id shows: it would fail again', async () => {
      const bench = workbench();
      bench.hub.somebodyAsks(bench.key, NUMBER, { script: [[0, 'Error']] });
      await diedEarlier(bench, 1_000, requestId(1));
      bench.hub.findCreateRequests = async () => Promise.resolve([]);

      expect(await asked(bench)).toMatchObject({ requestId: requestId(1) });
      expect(bench.hub.requests).toHaveLength(1);
    });

    it('asks anew at once for a request of the journal that is over', async () => {
      const bench = workbench();
      bench.hub.somebodyAsks(bench.key, NUMBER, { script: [[0, 'Error']] });
      await diedEarlier(bench, 1_000, requestId(1));

      expect(await asked(bench)).toMatchObject({ requestId: requestId(2), by: 'this-run' });
      expect(bench.clock.passedMs()).toBe(0);
    });

    it.each([
      ['that the hub does not have', () => undefined],
      [
        'that was for something else',
        ({ hub }: Workbench) => hub.somebodyAsks('eca-release/1.4.0/other', NUMBER),
      ],
      [
        'that failed',
        ({ hub, key }: Workbench) => hub.somebodyAsks(key, NUMBER, { script: [[0, 'Error']] }),
      ],
    ])('asks anew for a request of the journal %s', async (_what, happened) => {
      const bench = workbench();
      happened(bench);
      await diedEarlier(bench, 1_000, requestId(1));

      const found = await asked(bench);

      expect(found).toMatchObject({ by: 'this-run' });
      expect(found.requestId).toBe(bench.hub.requests.at(-1)?.id);
    });

    it('asks for nothing where the hub answers nonsense about the request of the journal', async () => {
      const bench = workbench();
      await diedEarlier(bench, 1_000, requestId(1));
      bench.hub.beforeReading = (question) => {
        if (question === 'readProgress') throw new ReleaseError('HUB_ANSWER_UNUSABLE', 'Nonsense');
      };

      await expect(asked(bench)).rejects.toMatchObject({ code: 'HUB_ANSWER_UNUSABLE' });
      expect(bench.hub.requests).toHaveLength(0);
    });

    it.each([
      [0, WINDOW_AFTER_RESTART_MS],
      [50_000, WINDOW_AFTER_RESTART_MS - 50_000],
      [WINDOW_AFTER_RESTART_MS, 0],
      [24 * 3_600_000, 0],
      // A clock that was set back.
      [-3_600_000, WINDOW_AFTER_RESTART_MS],
    ])(
      'which was about to ask %i ms ago, looks for %i ms before it asks',
      async (agoMs, waitMs) => {
        const bench = workbench();
        await diedEarlier(bench, agoMs);

        const found = await asked(bench);

        expect(found).toEqual({ requestId: requestId(1), by: 'this-run' });
        expect(bench.clock.passedMs()).toBe(waitMs);
      },
    );

    it('finds what that run asked for, when it shows', async () => {
      const bench = workbench();
      bench.hub.somebodyAsks(bench.key, NUMBER, { afterMs: 20_000 });
      await diedEarlier(bench, 500);

      const found = await asked(bench);

      expect(found).toEqual({ requestId: requestId(1), by: 'an-earlier-run' });
      expect(bench.hub.requests).toHaveLength(1);
      expect(told(bench, 'create.requested')).toEqual([]);
    });
  });

  it.each([
    ['a file that is missing', (all: Leaving) => all.slice(1)],
    [
      'a file that is other',
      (all: Leaving) =>
        all.map((file, index) => (index > 0 ? file : { ...file, bytes: Buffer.from('<Other/>') })),
    ],
    [
      'a file more',
      (all: Leaving) => [
        ...all,
        { type: 'Profile', fullName: 'Admin', bytes: Buffer.from('<Profile/>') },
      ],
    ],
    [
      'one file twice, in the place of another',
      (all: Leaving) => [...all.slice(0, 1), ...all.slice(0, 1), ...all.slice(2)],
    ],
  ])('lets nothing leave with %s', async (_what, change) => {
    const bench = workbench();
    const planned = bench.work.plan.components;
    bench.hub.outgoing = () => change(planned);

    await expect(asked(bench)).rejects.toMatchObject({ code: 'VERSION_CONTENTS_WRONG' });
    expect(bench.hub.requests).toHaveLength(0);
    expect(await intentOf(bench)).toBeUndefined();
  });

  it('lets nothing leave that holds a secret', async () => {
    const bench = workbench();
    bench.hub.outgoing = () => [
      { type: 'X', fullName: 'X', bytes: Buffer.from('<consumerSecret>x</consumerSecret>') },
    ];

    await expect(asked(bench)).rejects.toMatchObject({ code: 'SECRET_IN_PACKAGE' });
    expect(await intentOf(bench)).toBeUndefined();
  });

  it('lets nothing leave beside a file that holds a secret', async () => {
    const bench = workbench();
    bench.hub.outgoingBesides = [
      { name: 'settings.zip/a', bytes: Buffer.from('<consumerSecret>x</consumerSecret>') },
    ];

    await expect(asked(bench)).rejects.toMatchObject({
      code: 'SECRET_IN_PACKAGE',
      detail: { found: 'a consumer secret in settings.zip/a' },
    });
    expect(bench.hub.requests).toHaveLength(0);
    expect(await intentOf(bench)).toBeUndefined();
  });

  describe('with included metadata, which leaves in another form', () => {
    const scope = {
      type: 'CustomObject',
      fullName: 'Order__c',
      path: 'force-app/objects/Order__c',
      bytes: Buffer.from('<CustomObject/>'),
    };

    function benchWith(leaving: Leaving): Workbench {
      const bench = workbench({}, (hub) => {
        const plan = packagePlan(hub, {
          config: packageConfig({ include: ['CustomObject:Order__c'] }),
        });
        return { ...plan, directory: { ...plan.directory, included: [scope] } };
      });
      bench.hub.outgoing = () => leaving;
      return bench;
    }

    const planned = workbench().work.plan.components;

    it('lets leave whatever comes besides the app', async () => {
      const bench = benchWith([
        ...planned,
        { ...scope, bytes: Buffer.from('<CustomObject>composed</CustomObject>') },
      ]);

      await asked(bench);

      expect(bench.hub.requests).toHaveLength(1);
    });

    it.each([
      ['a file of the app missing', [...planned.slice(1), scope, scope]],
      ['nothing besides the app', planned],
    ])('lets nothing leave with %s', async (_what, leaving) => {
      await expect(asked(benchWith(leaving))).rejects.toMatchObject({
        code: 'VERSION_CONTENTS_WRONG',
      });
    });
  });
});

type Leaving = Workbench['work']['plan']['components'];

function unreachable(): ReleaseError {
  return new ReleaseError('HUB_UNREACHABLE', 'The hub is away');
}
