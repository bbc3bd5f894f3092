import { describe, expect, it } from 'vitest';
import {
  alreadyReleased,
  decideVersion,
  type ReleaseState,
  type VersionDecision,
} from '../../../../src/domain/plan/version-decision.ts';
import type { CreateRequest, HubVersion } from '../../../../src/domain/version/hub-version.ts';
import {
  at,
  createRequest,
  hubVersion,
  released,
  succeeded,
  versionNumber,
} from '../../../support/release-state.ts';

const KEY = 'eca-release/1.4.0/ab';
const OTHER_KEY = 'eca-release/1.4.0/cd';

const BETA = hubVersion('1.4.0', { tag: KEY }, 1);
const SECOND_BETA = hubVersion('1.4.0', { tag: KEY, createdAt: at('11:00:00') }, 2);
const RELEASED = hubVersion('1.4.0', { tag: KEY, isReleased: true }, 1);
const FAILED = createRequest(1, { status: 'Error' });
const FAILED_LATER = createRequest(2, { status: 'Error', createdAt: at('11:00:00') });
const DELETED = succeeded(2, { versionIsDeprecated: true, createdAt: at('12:00:00') });
const RUNNING = createRequest(3, { status: 'VerifyingMetadata', createdAt: at('12:00:00') });

function decided(
  versions: readonly HubVersion[],
  requests: readonly CreateRequest[],
): VersionDecision {
  const state: ReleaseState = {
    number: versionNumber('1.4.0'),
    releaseKey: KEY,
    versions,
    requests,
  };
  return decideVersion(state);
}

describe('decideVersion', () => {
  it.each([
    ['builds where the hub has nothing', [], [], { kind: 'build' }],
    [
      'builds where only other numbers are there',
      [released('1.3.0', 1), hubVersion('1.5.0', { tag: 'eca-release/1.5.0/ab' }, 2)],
      [],
      { kind: 'build' },
    ],
    [
      'builds where the number was built from other contents',
      [hubVersion('1.4.0', { tag: OTHER_KEY })],
      [],
      { kind: 'build' },
    ],
    [
      'adopts what is released from the same contents',
      [RELEASED],
      [],
      { kind: 'adopt', version: RELEASED },
    ],
    [
      'adopts what is released, although another build of the same contents was asked for first',
      [BETA, hubVersion('1.4.0', { tag: KEY, isReleased: true }, 2)],
      [succeeded(1), succeeded(2, { createdAt: at('11:00:00') })],
      { kind: 'adopt', version: { build: 2 } },
    ],
    [
      'finds the number taken where it is released with other contents',
      [hubVersion('1.4.0', { tag: OTHER_KEY, isReleased: true }, 1), SECOND_BETA],
      [succeeded(2)],
      { kind: 'taken', version: { tag: OTHER_KEY } },
    ],
    [
      'finds the number taken where somebody else released it, without a tag',
      [released('1.4.0')],
      [],
      { kind: 'taken', version: { tag: undefined } },
    ],
    ['adopts the version of the request', [BETA], [succeeded(1)], { kind: 'adopt', version: BETA }],
    [
      'adopts the version of the first request, where two runs built the same',
      [SECOND_BETA, BETA],
      [succeeded(2, { createdAt: at('11:00:00') }), succeeded(1)],
      { kind: 'adopt', version: BETA },
    ],
    ['waits for a request that is under way', [], [RUNNING], { kind: 'wait', request: RUNNING }],
    [
      'waits for a request whose version is there, but not done',
      [BETA],
      [succeeded(1, { status: 'PerformingValidations' })],
      { kind: 'wait', request: { status: 'PerformingValidations' } },
    ],
    [
      'waits for an earlier request, although a later one is done',
      [SECOND_BETA],
      [succeeded(2, { createdAt: at('11:00:00') }), createRequest(1)],
      { kind: 'wait', request: { id: createRequest(1).id } },
    ],
    [
      'waits for a request that is done, where its version does not show yet',
      [],
      [succeeded(1)],
      { kind: 'wait', request: { id: succeeded(1).id } },
    ],
    [
      'adopts the oldest version with the key, where the hub forgot the requests',
      [SECOND_BETA, BETA],
      [],
      { kind: 'adopt', version: BETA },
    ],
    ['tells of a failure before', [], [FAILED], { kind: 'failed-before', request: FAILED }],
    [
      'tells of the last failure before',
      [],
      [FAILED, FAILED_LATER],
      { kind: 'failed-before', request: FAILED_LATER },
    ],
    [
      'waits for the repetition of what failed',
      [],
      [FAILED, RUNNING],
      { kind: 'wait', request: RUNNING },
    ],
    ['builds again what was built and deleted', [], [DELETED], { kind: 'build' }],
    [
      'builds again what was built and deleted, although it had failed once',
      [],
      [FAILED, DELETED],
      { kind: 'build' },
    ],
  ] satisfies [string, HubVersion[], CreateRequest[], object][])(
    '%s',
    (_fact, versions, requests, wanted) => {
      expect(decided(versions, requests)).toMatchObject(wanted);
    },
  );

  it('says why nothing has to be built', () => {
    expect([decided([RELEASED], []), decided([BETA], [succeeded(1)])]).toMatchObject([
      { because: '1.4.0-1 is released, from the same contents' },
      { because: '1.4.0-1 was built from the same contents' },
    ]);
  });
});

describe('alreadyReleased', () => {
  it('names the version, and who did not build it', () => {
    expect([alreadyReleased(released('1.4.0')), alreadyReleased(RELEASED)]).toMatchObject([
      {
        code: 'VERSION_ALREADY_RELEASED',
        detail: { found: '04tHu000000V001IAG, released, not built by eca-release' },
      },
      { code: 'VERSION_ALREADY_RELEASED', detail: { found: '04tHu000000V001IAG, released' } },
    ]);
  });
});
