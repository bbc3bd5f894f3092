import type { ErrorCode } from '../../src/domain/errors.ts';
import { filesBelow, fingerprintOfProject } from './folder-contents.ts';
import { checkoutHere, runHere } from './refused-here.ts';
import type { SeededHub } from './seeded-hub.ts';

/** A release up to the promotion that gives up soon. */
const ARGS = [
  'release',
  '--yes',
  '--promote',
  '--lost-answer-seconds',
  '0.1',
  '--wait-minutes',
  '0.01',
];

export interface Ending {
  /** Nothing where the run succeeded. */
  readonly code: ErrorCode | undefined;
  /** What must not be, whatever came; nothing where it did no harm. */
  readonly harm: readonly string[];
}

/** Runs a release on a hub, and looks at what it has left behind. */
export async function endingOf(hub: SeededHub, url = hub.url): Promise<Ending> {
  const projectDir = await checkoutHere();
  const before = await fingerprintOfProject(projectDir);

  const { failure, exitCode, outcome } = await runHere({
    projectDir,
    args: ARGS,
    environment: { ...hub.tokenLogin, SF_ORG_INSTANCE_URL: url },
  });

  const { packages, versions, createRequests } = await hub.records();
  const links = (await filesBelow(projectDir, ['.git', '.eca-release'])).find(({ path }) =>
    path.endsWith('-1/install-links.json'),
  )?.bytes;
  const isUntouched =
    JSON.stringify(await fingerprintOfProject(projectDir)) === JSON.stringify(before);
  const harm = [
    failure?.code === 'DEFECT' ? [failure.message] : [],
    createRequests.length > 1 ? [`${createRequests.length} builds`] : [],
    failure === undefined && outcome !== 'succeeded' ? ['neither failed nor succeeded'] : [],
    failure !== undefined && failure.exitCode !== exitCode ? [`exit code ${exitCode}`] : [],
    // The first write of all is that of the project; that of the hub follows at once.
    packages.length === 0 && !isUntouched ? ['a changed project'] : [],
    failure === undefined && !versions[0]?.isReleased
      ? ['a success without a released version']
      : [],
    failure === undefined && !links?.includes(versions[0]?.subscriberVersionId ?? 'none')
      ? ['links to something else']
      : [],
  ].flat();
  return { code: failure?.code, harm };
}
