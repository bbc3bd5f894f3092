import { describe, expect, it } from 'vitest';
import { movementsSince } from '../../../../src/domain/plan/plan-movements.ts';
import type { PlannedPackage, ReleasePlan } from '../../../../src/domain/plan/release-plan.ts';
import { releasePlan } from '../../../support/release-plan.ts';

const PLAN = releasePlan();

function movedIn(now: Partial<ReleasePlan>, plan = PLAN): readonly string[] {
  return movementsSince(plan, { ...plan, ...now }).map(({ what }) => what);
}

function withPackage(changes: Partial<PlannedPackage>): Partial<ReleasePlan> {
  return { packages: PLAN.packages.map((planned) => ({ ...planned, ...changes })) };
}

const APP = 'ExternalClientApplication:Acme_Connector';
const OTHER_KEY = 'eca-release/1.4.0/other';

describe('movementsSince', () => {
  it('finds nothing where nothing moved, also at another time and another address', () => {
    expect(
      movedIn({
        madeAt: '2027-01-01T00:00:00.000Z',
        hub: { ...PLAN.hub, instanceUrl: 'http://127.0.0.1:1' },
      }),
    ).toEqual([]);
  });

  it('names another Dev Hub, and then nothing else', () => {
    const hub = { ...PLAN.hub, orgId: '00DHu00000OtherMAJ' };

    expect(movedIn({ hub, sourceApiVersion: '60.0', commit: 'other' })).toEqual(['the Dev Hub']);
    expect(movedIn({ rehearsal: true })).toEqual(['the Dev Hub']);
  });

  it.each<[string, Partial<ReleasePlan>]>([
    ['the configuration: drift', { settings: { ...PLAN.settings, drift: 'accept' } }],
    ['the configuration: namespace', { settings: { drift: 'stop' } }],
    ['the API version of the project', { sourceApiVersion: '68.0' }],
    ['the commit', { commit: null }],
    ['the version number of Acme', withPackage({ number: '1.5.0', releaseKey: OTHER_KEY })],
    ['the package of Acme', withPackage({ package: { action: 'reuse', id: '0HoOther' } })],
    ['the package of Acme', withPackage({ package: { action: 'create', namespace: 'acme' } })],
    ['the ancestor of Acme', withPackage({ ancestor: { kind: 'none' } })],
    ['the ancestor of Acme', withPackage({ ancestor: { kind: 'impossible', why: 'too low' } })],
    ['the definition file of Acme', withPackage({ releaseKey: OTHER_KEY })],
    ['the version of Acme', withPackage({ version: { kind: 'refused', why: 'it is taken' } })],
    [
      `the hub's app: ${APP}`,
      withPackage({
        releaseKey: OTHER_KEY,
        components: [{ key: APP, digest: 'other', from: 'hub' }],
      }),
    ],
    [
      'the workspace: force-app/app.xml',
      {
        files: [
          { path: 'force-app/app.xml', action: 'update', before: 'b'.repeat(64), after: null },
        ],
      },
    ],
    [
      'the limit Package2VersionCreates',
      { slots: [{ limit: 'Package2VersionCreates', spends: 1, remaining: 0, max: 6 }] },
    ],
  ])('names %s', (what, now) => {
    expect(movedIn(now)[0]).toBe(what);
  });

  it('names a component of the workspace as one', () => {
    const components = [{ key: 'ApexClass:X', digest: 'x', from: 'workspace' as const }];
    const plan = { ...PLAN, ...withPackage({ components }) };

    expect(movedIn(withPackage({ components: [] }), plan)).toContain(
      'ApexClass:X in the workspace',
    );
  });

  it('says what was planned and what there is', () => {
    expect(
      movementsSince(PLAN, { ...PLAN, ...withPackage({ ancestor: { kind: 'none' } }) }),
    ).toEqual([{ what: 'the ancestor of Acme', planned: '1.3.0 (04tAncestor)', now: 'none' }]);
  });

  it('takes what the plan wanted, and what is there already, for done', () => {
    const created = withPackage({
      package: { action: 'reuse', id: '0HoNew' },
      ancestor: { kind: 'none' },
      version: { kind: 'wait', requestId: '08cMine' },
    });
    const plan = {
      ...PLAN,
      ...withPackage({ package: { action: 'create', namespace: 'acme' } }),
    };

    expect(movedIn({ ...created, files: [], slots: [], commit: 'another' }, plan)).toEqual([]);
  });

  it('does not mind that others have built, as long as enough is left', () => {
    expect(
      movedIn({ slots: [{ limit: 'Package2VersionCreates', spends: 1, remaining: 1, max: 6 }] }),
    ).toEqual([]);
  });

  it.each<[string, PlannedPackage['version'], PlannedPackage['version']]>([
    [
      'another version than the one to adopt',
      { kind: 'adopt', versionId: '04tA', isReleased: false, because: 'same' },
      { kind: 'adopt', versionId: '04tB', isReleased: false, because: 'same' },
    ],
    [
      'a version that is gone',
      { kind: 'adopt', versionId: '04tA', isReleased: false, because: 'same' },
      { kind: 'build' },
    ],
    ['a build that failed since', { kind: 'build' }, { kind: 'refused', why: '08cA failed' }],
    [
      'a second failure',
      { kind: 'build-again', failedRequestId: '08cA' },
      { kind: 'build-again', failedRequestId: '08cB' },
    ],
  ])('refuses to do a plan again after %s', (_what, planned, now) => {
    const plan = { ...PLAN, ...withPackage({ version: planned }) };

    expect(movedIn(withPackage({ version: now }), plan)).toContain('the version of Acme');
  });
});
