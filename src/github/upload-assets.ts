import { ReleaseError } from '../domain/errors.ts';
import { isPassing, statusOf } from './github-error.ts';
import type { GithubReleases } from './github-releases.ts';
import { isWhole, type AssetStep, type WantedAsset } from './plan-assets.ts';

/** GitHub's upload host answers 502 now and then; twice in a row is rare. */
const ATTEMPTS = 4;
const PAUSE_MS = 1_000;

/** GitHub answers so where a name is taken: also by what a broken upload left behind. */
const NAME_TAKEN = 422;

interface Uploads {
  readonly github: GithubReleases;
  readonly releaseId: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Turns an error of an upload into one that people understand. */
  readonly explain: (error: unknown, doing: string) => unknown;
}

/** Takes the steps, one after the other. Returns the names of the files that are new, or hold something new. */
export async function takeAssetSteps(
  uploads: Uploads,
  steps: readonly AssetStep[],
): Promise<readonly string[]> {
  const { github } = uploads;
  const changed = new Set<string>();
  for (const step of steps) {
    switch (step.kind) {
      case 'remove':
        await github.deleteAsset(step.asset.id);
        break;
      case 'upload':
        await upload(uploads, step.file, step.name);
        changed.add(step.file.name);
        break;
      case 'put-in-place':
        await putInPlace(uploads, step);
        changed.add(step.file.name);
        break;
    }
  }
  return [...changed];
}

/** Looks what arrived before it sends again: what came half goes first, and what came whole is not sent twice. */
async function upload(
  { github, releaseId, sleep, explain }: Uploads,
  file: WantedAsset,
  name: string,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    let failure: unknown;
    try {
      if (isWhole(await github.uploadAsset(releaseId, name, file.bytes), file)) return;
    } catch (error) {
      if (!isPassing(error) && statusOf(error) !== NAME_TAKEN)
        throw explain(error, `uploading ${name}`);
      failure = error;
    }
    const arrived = (await github.readAssets(releaseId)).find((asset) => asset.name === name);
    if (arrived !== undefined && isWhole(arrived, file)) return;
    if (arrived !== undefined) await github.deleteAsset(arrived.id);
    if (attempt === ATTEMPTS) throw explain(failure ?? arrivedChanged(name), `uploading ${name}`);
    await sleep(PAUSE_MS * attempt);
  }
}

function arrivedChanged(name: string): ReleaseError {
  return new ReleaseError('GITHUB_UNREACHABLE', `${name} arrives at GitHub with other bytes`, {
    actions: [
      'Run the same command again.',
      'If it stays, look at the proxy between this machine and GitHub.',
    ],
  });
}

async function putInPlace(
  { github, releaseId }: Uploads,
  { file, from, replaced }: Extract<AssetStep, { kind: 'put-in-place' }>,
): Promise<void> {
  const incoming = (await github.readAssets(releaseId)).find(({ name }) => name === from);
  if (incoming === undefined) return;
  if (replaced !== undefined) await github.deleteAsset(replaced.id);
  await github.renameAsset(incoming.id, file.name);
}
