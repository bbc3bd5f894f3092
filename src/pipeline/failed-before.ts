import { adviceOn } from '../domain/error-catalogue/salesforce-advice.ts';
import { ReleaseError } from '../domain/errors.ts';
import type { PackagePlan } from '../domain/plan/package-plan.ts';
import type { CreateRequestId } from '../domain/version/ids.ts';
import { formatVersionNumber } from '../domain/version/version-number.ts';
import type { DevHub } from '../ports/dev-hub.ts';
import { hear } from './hear.ts';

/** What to tell whoever wants to build what failed to build before, with Salesforce's reasons. */
export async function failedBefore(
  hub: DevHub,
  { number }: PackagePlan,
  requestId: CreateRequestId,
): Promise<ReleaseError> {
  const heard = await hear(async () => hub.readProgress(requestId));
  const errors = heard === undefined || heard instanceof ReleaseError ? [] : heard.errors;
  return new ReleaseError(
    'VERSION_BUILD_FAILED_BEFORE',
    `${formatVersionNumber(number)} was asked for with the same contents before, and failed`,
    {
      found: `${requestId}: ${errors.join('; ') || 'no reason given'}`,
      why: 'The same contents would fail the same way, and a failed build costs a slot too.',
      actions: [
        ...adviceOn(errors),
        'Mend what the reason names: the app in the hub, or the configuration.',
        'If it was a passing fault of Salesforce: run again with --retry-failed.',
      ],
    },
  );
}
