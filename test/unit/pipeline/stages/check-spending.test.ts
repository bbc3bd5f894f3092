import { describe, expect, it } from 'vitest';
import { ReleaseError } from '../../../../src/domain/errors.ts';
import type { PackagePlan } from '../../../../src/domain/plan/package-plan.ts';
import type { VersionDecision } from '../../../../src/domain/plan/version-decision.ts';
import type { DriftPolicy } from '../../../../src/domain/release-config.ts';
import type { ReleaseRequest } from '../../../../src/pipeline/release-context.ts';
import { askToSpend, checkSpending } from '../../../../src/pipeline/stages/check-spending.ts';
import type { VersionSlots } from '../../../../src/ports/dev-hub.ts';
import { outsideInMemory, told, type InMemoryOutside } from '../../../support/in-memory-ports.ts';
import {
  createRequest,
  hubPackage,
  hubVersion,
  packageConfig,
  released,
  releaseConfig,
  versionNumber,
} from '../../../support/release-state.ts';
import { packagePlan, releaseRequest } from '../../../support/version-work.ts';

const BUILD: VersionDecision = { kind: 'build' };
const ADOPT: VersionDecision = { kind: 'adopt', version: hubVersion('1.4.0'), because: 'built' };
const ADOPT_RELEASED: VersionDecision = { ...ADOPT, version: released('1.4.0') };
const WAIT: VersionDecision = { kind: 'wait', request: createRequest(1) };
const FAILED: VersionDecision = { kind: 'failed-before', request: createRequest(1) };
const TAKEN: VersionDecision = { kind: 'taken', version: released('1.4.0') };

const NO_SLOT: VersionSlots = {
  validated: { max: 6, remaining: 0 },
  withoutValidation: { max: 500, remaining: 0 },
};

interface Checked {
  readonly decisions?: readonly VersionDecision[];
  readonly plan?: Partial<PackagePlan>;
  readonly slots?: VersionSlots;
  readonly request?: Partial<ReleaseRequest>;
}

async function checked(
  { decisions = [BUILD], plan = {}, slots, request = {} }: Checked,
  outside: InMemoryOutside = outsideInMemory(),
): Promise<InMemoryOutside> {
  const { hub, ports } = outside;
  const facts = { ...hub.facts, ...(slots !== undefined && { versionSlots: slots }) };
  const plans = decisions.map((decision) => packagePlan(hub, { ...plan, decision }));
  const spending = await checkSpending(releaseRequest(request), ports, { hub, facts, plans });
  await askToSpend(ports, { hub, facts }, spending);
  return outside;
}

describe('checkSpending', () => {
  describe('the question it asks', () => {
    it('names the hub, the package, the number and what is spent', async () => {
      const { questions } = await checked({ plan: { hubPackage: hubPackage() } });

      expect(questions).toEqual([
        {
          question: 'Release to the Dev Hub of admin@acme.example (00DHu00000EcaHbMAJ)?',
          lines: ['Acme Connector: builds 1.4.0, spending one of 6 version builds left today'],
        },
      ]);
    });

    it('says what is for ever about a new package', async () => {
      const { questions } = await checked({});

      expect(questions[0]?.lines).toEqual([
        expect.stringContaining('in a new package, whose name and namespace are for ever'),
      ]);
    });

    it('counts the builds of the limit that is drawn on', async () => {
      const { questions } = await checked({
        plan: { config: packageConfig({ validation: 'skipped' }), hubPackage: hubPackage() },
      });

      expect(questions[0]?.lines).toEqual([expect.stringContaining('one of 500 version builds')]);
    });

    it('does without a count where the hub does not tell', async () => {
      const { questions } = await checked({
        slots: { validated: undefined, withoutValidation: undefined },
      });

      expect(questions[0]?.lines).toEqual([expect.stringMatching(/spending one version build$/)]);
    });

    it('has a line for each build and for each promotion', async () => {
      const { questions } = await checked({
        decisions: [BUILD, ADOPT],
        request: { promote: true },
      });

      expect(questions[0]?.lines).toEqual([
        expect.stringContaining('builds 1.4.0'),
        'Acme Connector: promotes 1.4.0, which cannot be undone',
        'Acme Connector: promotes 1.4.0, which cannot be undone',
      ]);
    });

    it.each([
      ['nothing has to be built', { decisions: [ADOPT, WAIT] }],
      [
        'nothing failed that is to be built again',
        { decisions: [ADOPT, WAIT], request: { retryFailed: true } },
      ],
      [
        'what is to be promoted is released already',
        { decisions: [ADOPT_RELEASED], request: { promote: true } },
      ],
    ])('is not asked where %s', async (_what, check) => {
      const { questions } = await checked(check);

      expect(questions).toEqual([]);
    });

    it('is asked for what failed before, where that is to be built again', async () => {
      const { questions } = await checked({ decisions: [FAILED], request: { retryFailed: true } });

      expect(questions).toHaveLength(1);
    });
  });

  describe('slots', () => {
    it.each([
      [
        'one build too many',
        { decisions: [BUILD, BUILD] },
        { validated: { max: 6, remaining: 1 }, withoutValidation: undefined },
        '1 of 6 left (Package2VersionCreates)',
      ],
      [
        'no throw-away build left',
        { plan: { config: packageConfig({ validation: 'skipped' }) } },
        NO_SLOT,
        '0 of 500 left (Package2VersionCreatesWithoutValidation)',
      ],
      [
        'none left for what is to be built again',
        { decisions: [FAILED], request: { retryFailed: true } },
        NO_SLOT,
        '0 of 6 left (Package2VersionCreates)',
      ],
    ] satisfies [string, Checked, VersionSlots, string][])(
      'stop the run: %s',
      async (_what, check, slots, found) => {
        const outside = outsideInMemory();

        await expect(checked({ ...check, slots }, outside)).rejects.toMatchObject({
          code: 'NO_VERSION_SLOT_LEFT',
          detail: { found },
        });
        expect(outside.questions).toEqual([]);
      },
    );

    it('do not matter where nothing has to be built', async () => {
      const { questions } = await checked({ decisions: [ADOPT, WAIT], slots: NO_SLOT });

      expect(questions).toEqual([]);
    });
  });

  describe('drift', () => {
    const drifted = {
      directory: {
        files: [],
        removals: [],
        included: [],
        drift: ['ExternalClientApplication:Acme_Connector'],
      },
    };

    it.each([
      ['accept', undefined],
      ['accept', 'v1.4.0'],
      ['stop-on-tag', undefined],
    ] satisfies [DriftPolicy, string | undefined][])(
      'is told, and goes on, under %s with the tag %s',
      async (drift, buildTag) => {
        const outside = await checked({
          plan: drifted,
          request: { config: releaseConfig({ drift }), buildTag },
        });

        expect(told(outside, 'warning.raised')).toMatchObject([
          { message: expect.stringContaining('ExternalClientApplication:Acme_Connector') },
        ]);
        expect(outside.questions).toHaveLength(1);
      },
    );

    it.each([
      ['stop-on-tag', 'v1.4.0'],
      ['stop', undefined],
      ['stop', 'v1.4.0'],
    ] satisfies [DriftPolicy, string | undefined][])(
      'stops the run under %s with the tag %s',
      async (drift, buildTag) => {
        const outside = outsideInMemory();
        const request = { config: releaseConfig({ drift }), buildTag };

        await expect(checked({ plan: drifted, request }, outside)).rejects.toMatchObject({
          code: 'HUB_DRIFTED',
          detail: { found: 'a difference in ExternalClientApplication:Acme_Connector' },
        });
        expect(outside.questions).toEqual([]);
      },
    );

    it('is not mentioned where there is none', async () => {
      const outside = await checked({ request: { config: releaseConfig({ drift: 'stop' }) } });

      expect(told(outside, 'warning.raised')).toEqual([]);
    });
  });

  it.each([
    [
      'a number that is released with other contents',
      { decisions: [BUILD, TAKEN] },
      'VERSION_ALREADY_RELEASED',
    ],
    ['what failed before', { decisions: [BUILD, FAILED] }, 'VERSION_BUILD_FAILED_BEFORE'],
    [
      'to promote what is built without validation',
      {
        plan: { config: packageConfig({ validation: 'skipped' }) },
        request: { promote: true },
      },
      'NOT_PROMOTABLE',
    ],
  ] satisfies [string, Checked, string][])(
    'refuses %s before anybody is asked',
    async (_what, check, code) => {
      const outside = outsideInMemory();
      outside.hub.somebodyAsks('other', versionNumber('1.4.0'), { script: [[0, 'Error']] });

      await expect(checked(check, outside)).rejects.toMatchObject({ code });
      expect(outside.questions).toEqual([]);
    },
  );

  it('refuses what failed before also where the reasons cannot be heard right now', async () => {
    const outside = outsideInMemory();
    outside.hub.beforeReading = () => {
      throw new ReleaseError('HUB_UNREACHABLE', 'The hub is away');
    };

    await expect(checked({ decisions: [FAILED] }, outside)).rejects.toMatchObject({
      code: 'VERSION_BUILD_FAILED_BEFORE',
      detail: { found: expect.stringContaining('no reason given') },
    });
  });

  it("tells why a build failed before, in Salesforce's words", async () => {
    const outside = outsideInMemory();
    outside.hub.somebodyAsks('other', versionNumber('1.4.0'), {
      script: [[0, 'Error']],
      errors: ['The app is Local.'],
    });

    await expect(checked({ decisions: [FAILED] }, outside)).rejects.toMatchObject({
      detail: { found: expect.stringContaining('The app is Local.') },
    });
  });
});
