import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isFailed,
  isSucceeded,
  winningRequest,
  type CreateRequest,
} from '../../../../src/domain/version/hub-version.ts';
import {
  at,
  createRequest,
  packageVersionId,
  requestId,
  succeeded,
} from '../../../support/release-state.ts';

const EARLY = at('10:00:00');
const LATE = at('10:00:01');

describe('winningRequest', () => {
  it.each([
    ['nobody asked', [], undefined],
    [
      'the first that was asked for',
      [createRequest(1, { createdAt: LATE }), createRequest(2, { createdAt: EARLY })],
      2,
    ],
    [
      'the first by its id within one second',
      [createRequest(2, { createdAt: EARLY }), createRequest(1, { createdAt: EARLY })],
      1,
    ],
    [
      'an earlier one that is under way before a later one that is done',
      [createRequest(1, { createdAt: EARLY }), succeeded(2, { createdAt: LATE })],
      1,
    ],
    [
      'the next one where the first failed',
      [createRequest(1, { createdAt: EARLY, status: 'Error' }), succeeded(2, { createdAt: LATE })],
      2,
    ],
    [
      'the next one where the version of the first was deleted',
      [
        succeeded(1, { createdAt: EARLY, versionIsDeprecated: true }),
        createRequest(2, { createdAt: LATE }),
      ],
      2,
    ],
    ['nobody where all failed', [createRequest(1, { status: 'Error' })], undefined],
  ] satisfies [string, CreateRequest[], number | undefined][])(
    'is %s',
    (_fact, requests, serial) => {
      expect(winningRequest(requests)?.id).toBe(
        serial === undefined ? undefined : requestId(serial),
      );
    },
  );

  it('is the same for every runner, whatever the order in which the hub lists the requests', () => {
    const requests = [
      createRequest(1, { createdAt: LATE }),
      createRequest(2, { createdAt: EARLY, status: 'Error' }),
      succeeded(3, { createdAt: EARLY }),
      createRequest(4, { createdAt: EARLY }),
    ];

    fc.assert(
      fc.property(fc.shuffledSubarray(requests, { minLength: requests.length }), (inSomeOrder) => {
        expect(winningRequest(inSomeOrder)?.id).toBe(requestId(3));
      }),
    );
  });
});

describe('a request', () => {
  it('has succeeded when it says so and names its version', () => {
    expect(isSucceeded(succeeded(1))).toBe(true);
    expect(isSucceeded(createRequest(1, { status: 'Success' }))).toBe(false);
    expect(
      isSucceeded(
        createRequest(1, {
          status: 'PerformingValidations',
          packageVersionId: packageVersionId(1),
        }),
      ),
    ).toBe(false);
  });

  it.each(['Queued', 'InProgress', 'SomethingNew', ''])('goes on in the status %j', (status) => {
    const request = createRequest(1, { status });

    expect([isSucceeded(request), isFailed(request)]).toEqual([false, false]);
  });
});
