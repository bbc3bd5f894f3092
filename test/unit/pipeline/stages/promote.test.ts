import { describe, expect, it } from 'vitest';
import { ReleaseError } from '../../../../src/domain/errors.ts';
import type { HubVersion } from '../../../../src/domain/version/hub-version.ts';
import { promote, requirePromotable } from '../../../../src/pipeline/stages/promote.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { InMemoryHub } from '../../../support/in-memory-hub.ts';
import { hubVersion, released } from '../../../support/release-state.ts';

const BETA = hubVersion('1.4.0');
const NO_EXCUSE = { acceptRemovedMetadata: false };
const LOST = new ReleaseError('HUB_UNREACHABLE', 'The hub is away');

function hubWith(...versions: readonly HubVersion[]) {
  const clock = new FakeClock();
  const hub = new InMemoryHub(clock);
  hub.versions = versions;
  return { hub, clock };
}

describe('requirePromotable', () => {
  it.each([
    [
      'another build of the number that is released',
      BETA,
      [released('1.4.0', 2)],
      'VERSION_ALREADY_RELEASED',
    ],
    ['no validation', hubVersion('1.4.0', { validationSkipped: true }), [], 'NOT_PROMOTABLE'],
    ['no coverage', hubVersion('1.4.0', { hasPassedCodeCoverage: false }), [], 'NOT_PROMOTABLE'],
    ['removed metadata', hubVersion('1.4.0', { hasMetadataRemoved: true }), [], 'METADATA_REMOVED'],
  ] satisfies [string, HubVersion, HubVersion[], string][])(
    'refuses a version with %s',
    (_what, version, others, code) => {
      expect(() => requirePromotable(NO_EXCUSE, version, [version, ...others])).toThrow(
        expect.objectContaining({ code }),
      );
    },
  );

  it.each([
    ['a sound beta', BETA, NO_EXCUSE],
    [
      'removed metadata that is accepted',
      hubVersion('1.4.0', { hasMetadataRemoved: true }),
      { acceptRemovedMetadata: true },
    ],
  ])('has nothing against %s', (_what, version, request) => {
    expect(
      requirePromotable(request, version, [
        version,
        released('1.3.0', 2),
        hubVersion('1.4.0', {}, 3),
      ]),
    ).toBeUndefined();
  });
});

describe('promote', () => {
  it('makes the beta the released version', async () => {
    const { hub, clock } = hubWith(BETA);

    expect(await promote(NO_EXCUSE, { clock }, hub, BETA)).toMatchObject({
      kind: 'done',
      output: { id: BETA.id, isReleased: true },
    });
  });

  it('does nothing where it is released by now, also in another run', async () => {
    const { hub, clock } = hubWith(released('1.4.0'));
    hub.promoteReply = { kind: 'refused', why: 'asked twice' };

    expect(await promote(NO_EXCUSE, { clock }, hub, BETA)).toMatchObject({
      kind: 'skipped',
      output: { isReleased: true },
    });
  });

  it('looks again at the version before it promotes it', async () => {
    const { hub, clock } = hubWith(hubVersion('1.4.0', { hasMetadataRemoved: true }));

    await expect(promote(NO_EXCUSE, { clock }, hub, BETA)).rejects.toMatchObject({
      code: 'METADATA_REMOVED',
    });
    expect(hub.versions).toMatchObject([{ isReleased: false }]);
  });

  it('finds out by the version what came of a promotion whose answer was lost', async () => {
    const { hub, clock } = hubWith(BETA);
    hub.promoteReply = { kind: 'unanswered', reason: LOST };

    expect(await promote(NO_EXCUSE, { clock }, hub, BETA)).toMatchObject({ kind: 'done' });
  });

  it('asks once more where a promotion was lost before it arrived', async () => {
    const { hub, clock } = hubWith(BETA);
    const original = hub.promote.bind(hub);
    let asked = 0;
    hub.promote = async (id) => {
      asked += 1;
      return asked === 1 ? { kind: 'unanswered', reason: LOST } : original(id);
    };

    expect(await promote(NO_EXCUSE, { clock }, hub, BETA)).toMatchObject({
      kind: 'done',
      output: { isReleased: true },
    });
    expect(asked).toBe(2);
  });

  it('throws why the answer was lost where the version is still a beta', async () => {
    const { hub, clock } = hubWith(BETA);
    hub.promoteReply = { kind: 'unanswered', reason: LOST };
    hub.promotes = false;

    await expect(promote(NO_EXCUSE, { clock }, hub, BETA)).rejects.toBe(LOST);
  });

  it("throws the hub's refusal", async () => {
    const { hub, clock } = hubWith(BETA);
    hub.promoteReply = { kind: 'refused', why: 'DUPLICATE_VALUE: previously released' };
    hub.promotes = false;

    await expect(promote(NO_EXCUSE, { clock }, hub, BETA)).rejects.toMatchObject({
      code: 'PROMOTE_REFUSED',
      detail: { found: 'DUPLICATE_VALUE: previously released' },
    });
  });

  it('gives a promotion some seconds to show', async () => {
    const { hub, clock } = hubWith(BETA);
    const read = hub.readVersion.bind(hub);
    hub.readVersion = async (id) => {
      const version = await read(id);
      return clock.passedMs() < 8_000 ? { ...version, isReleased: false } : version;
    };
    let asked = 0;
    const original = hub.promote.bind(hub);
    hub.promote = async (id) => {
      asked += 1;
      return original(id);
    };

    expect(await promote(NO_EXCUSE, { clock }, hub, BETA)).toMatchObject({
      kind: 'done',
      output: { isReleased: true },
    });
    expect(asked).toBe(1);
  });

  it('says that it can be run again where a promotion does not show', async () => {
    const { hub, clock } = hubWith(BETA);
    hub.promotes = false;

    await expect(promote(NO_EXCUSE, { clock }, hub, BETA)).rejects.toMatchObject({
      code: 'ANSWER_LOST',
      detail: { actions: [expect.stringContaining('Run promote again')] },
    });
    expect(clock.passedMs()).toBeGreaterThanOrEqual(10_000);
  });
});
