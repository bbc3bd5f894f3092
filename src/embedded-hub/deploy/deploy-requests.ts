import { Refusal } from '../refusal.ts';
import type { Org } from '../state/org.ts';
import { normalizeId } from '../state/record-id.ts';
import { cancelDeploy, deployStatus, isDone, startDeploy } from './deploy-job.ts';
import type { DeployJob } from './deploy-job.ts';
import { runsTests } from './deploy-options.ts';
import type { DeployOptions } from './deploy-options.ts';
import { readDeployZip } from './deploy-zip.ts';

/** Metadata API guide, limits. */
const MOST_ZIP_BYTES = 39_000_000;
/** Metadata API guide, deployRecentValidation(). */
const VALIDATION_DAYS = 10;
const DAY_MS = 86_400_000;

/** Both APIs come here; a refusal's status is that of REST, SOAP has its own. */
export async function requestDeploy(
  org: Org,
  zip: Uint8Array,
  options: DeployOptions,
): Promise<DeployJob> {
  if (zip.byteLength > MOST_ZIP_BYTES) {
    // Code of the guide, text assumed.
    throw new Refusal(
      400,
      'LIMIT_EXCEEDED',
      `Maximum size of request reached. Maximum size of request is ${MOST_ZIP_BYTES} bytes.`,
    );
  }
  return startDeploy(org, await readDeployZip(zip, options.singlePackage), options);
}

export function deployNamed(org: Org, text: string): DeployJob {
  const id = normalizeId(text);
  const job = id === undefined ? undefined : org.deploys.get(id);
  if (job !== undefined) return job;
  // Code and text assumed.
  throw new Refusal(404, 'INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id`);
}

export function requestCancel(org: Org, job: DeployJob): void {
  if (isDone(deployStatus(job, org.hub.clock.now()))) {
    // Code and text: salesforcecli/plugin-source pull request 513.
    throw new Refusal(400, 'INVALID_ID_FIELD', 'Deployment already completed');
  }
  if (job.cancel === undefined) cancelDeploy(org, job);
}

/** Deploys what was validated before, as it was sent then, without running the tests again. */
export function requestQuickDeploy(org: Org, validationId: string): DeployJob {
  const validated = deployNamed(org, validationId);
  const { options, folders, outcome, endMs } = validated;
  const isRecent = org.hub.clock.now() - endMs <= VALIDATION_DAYS * DAY_MS;
  if (!options.checkOnly || !runsTests(options) || outcome?.status !== 'Succeeded' || !isRecent) {
    // The rules: Metadata API guide. Code and text assumed.
    throw new Refusal(
      400,
      'INVALID_ID_FIELD',
      `The deployment ${validated.id} can't be deployed quickly: it isn't a recent validation that succeeded and ran tests.`,
    );
  }
  return startDeploy(org, folders, { ...options, checkOnly: false });
}
