import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createArtifactStore } from '../../../src/artifacts/artifact-store.ts';
import { release } from '../../../src/pipeline/release.ts';
import { connect } from '../../../src/salesforce/connect.ts';
import { salesforceDevHub } from '../../../src/salesforce/dev-hub.ts';
import { salesforcePackageSource } from '../../../src/salesforce/package-source.ts';
import type { Transport } from '../../../src/salesforce/transport/transport.ts';
import { writeAtomically } from '../../../src/workspace/atomic-write.ts';
import { openJournal } from '../../../src/workspace/journal-file.ts';
import { openWorkspace } from '../../../src/workspace/workspace-folder.ts';
import { outsideInMemory, told } from '../../support/in-memory-ports.ts';
import { packageConfig, releaseConfig } from '../../support/release-state.ts';
import { startSeededHub, type SeededHub } from '../../support/seeded-hub.ts';
import { alone, inTurn, type Turns } from '../../support/taking-turns.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { transportFor } from '../../support/transport-for.ts';
import { releaseRequest } from '../../support/version-work.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..', '..');
const LINKS = z.object({ version: z.object({ versionId: z.string().startsWith('04t') }) });

interface Runner {
  run(): Promise<void>;
  /** The version in its links. */
  versionId(): Promise<string>;
  warnings(): string;
  /** How many requests the hub had when this runner looked for the last time. */
  seen(): number;
  /** Resolves when it waits for a build, or has ended. */
  readonly hasAsked: Promise<void>;
}

interface Surroundings {
  readonly hub: SeededHub;
  readonly transport: Transport;
  readonly projectDir: string;
  readonly turns: Turns;
  readonly number: string;
  /** Until when a build takes. */
  readonly buildEnds: () => Promise<void>;
}

function runnerIn({ hub, transport, projectDir, turns, number, buildEnds }: Surroundings): Runner {
  const outside = outsideInMemory();
  const asked = Promise.withResolvers<void>();
  let seen = 0;
  let directory = '';

  async function before(call: string): Promise<void> {
    if (call === 'findCreateRequests') seen = (await hub.records()).createRequests.length;
    if (call !== 'readProgress') return;
    asked.resolve();
    await buildEnds();
  }

  return {
    hasAsked: asked.promise,
    seen: () => seen,
    warnings: () =>
      told(outside, 'warning.raised')
        .map(({ message }) => message)
        .join('\n'),
    async run() {
      const { accessToken } = hub.login;
      const login = { kind: 'access-token', accessToken, instanceUrl: hub.url } as const;
      const config = releaseConfig({
        packages: [packageConfig({ version: { from: 'number', number } })],
      });
      const [published] = await release(releaseRequest({ config }), {
        ...outside.ports,
        openHub: async () => {
          const connection = await alone(async () => connect(transport, login, () => undefined));
          return inTurn(salesforceDevHub(connection, outside.clock, projectDir), turns, before);
        },
        workspace: openWorkspace({ projectDir, git: outside.ports.git }),
        source: salesforcePackageSource(projectDir),
        journal: openJournal(join(projectDir, '.eca-release')),
        artifacts: createArtifactStore({
          outputDir: join(projectDir, 'artifacts'),
          writeFile: writeAtomically,
        }),
      });
      directory = published?.artifacts.directory ?? '';
      asked.resolve();
    },
    async versionId() {
      const text = await readFile(join(directory, 'install-links.json'), 'utf8');
      return LINKS.parse(JSON.parse(text)).version.versionId;
    },
  };
}

async function checkOut(): Promise<string> {
  const projectDir = await temporaryFolder('runner');
  for (const name of ['sfdx-project.json', '.forceignore', 'force-app', 'manifest'])
    await cp(join(REPOSITORY, name), join(projectDir, name), { recursive: true });
  return projectDir;
}

describe('two runners, whoever of them goes first at whichever step,', () => {
  it.each([
    ['on one machine', 'that take long', 1],
    ['on two checkouts', 'that take long', 2],
    ['on one machine', 'that are done at once', 1],
    ['on two checkouts', 'that are done at once', 2],
  ])('hand out one version, %s, with builds %s', async (_where, how, checkouts) => {
    const hub = await startSeededHub((seed) => ({
      ...seed,
      limits: { ...seed.limits, Package2VersionCreates: 1_000 },
    }));
    const transport = transportFor();
    const mine = await checkOut();
    const theirs = checkouts === 1 ? mine : await checkOut();
    let releases = 0;

    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (turns) => {
        releases += 1;
        const number = `1.${releases}.0`;
        const isLong = how === 'that take long';
        const both = async (): Promise<void> => {
          if (isLong) await Promise.all([one.hasAsked, two.hasAsked]);
        };
        const surroundings = { hub, transport, turns, number, buildEnds: both };
        const one = runnerIn({ ...surroundings, projectDir: mine });
        const two = runnerIn({ ...surroundings, projectDir: theirs });
        const before = (await hub.records()).createRequests.length;

        await turns.waitFor(Promise.all([one.run(), two.run()]));

        const requests = (await hub.records()).createRequests.slice(before);
        const [first, second] = requests.map(({ id }) => id);
        const says = (runner: Runner): boolean =>
          runner.warnings().includes(`${first} is published, ${second} took a build of its own`);
        expect(await two.versionId()).toBe(await one.versionId());
        expect(requests.length).toBeLessThanOrEqual(2);
        // A runner that is through before the other one asks cannot know.
        for (const runner of [one, two])
          expect(
            says(runner),
            `of ${JSON.stringify(requests)} it saw ${runner.seen() - before}, and says: ${runner.warnings()}`,
          ).toBe(requests.length === 2 && (isLong || runner.seen() === before + 2));
      }),
      { numRuns: 25, seed: checkouts, endOnFailure: true },
    );
  });
});
