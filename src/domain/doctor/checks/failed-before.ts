import { adviceOn } from '../../error-catalogue/salesforce-advice.ts';
import type { Check } from '../check.ts';
import { fail, judged, pass } from '../judge.ts';

export const failedBefore: Check = {
  id: 'failed-before',
  area: 'package',
  title: 'The same contents did not fail to build before',
  judge: ({ packages }) =>
    packages.map(({ config: { name }, failedRequest, plan }) =>
      judged(
        plan,
        ({ releaseKey }) =>
          judged(failedRequest, (request) => {
            const asked = `Package2VersionCreateRequest with Tag ${releaseKey.key}`;
            if (request === undefined)
              return pass('No request with these contents failed.', {
                about: name,
                evidence: [{ asked, answer: 'none that failed' }],
              });
            return fail('The same contents were asked for before, and failed.', {
              about: name,
              evidence: [
                {
                  asked,
                  answer: `${request.id}: ${request.errors.join('; ') || 'no reason given'}`,
                },
              ],
              fix: [
                ...adviceOn(request.errors),
                'Mend what the reason names: the app in the hub, or the configuration.',
                'If it was a passing fault of Salesforce: release with --retry-failed.',
              ],
              code: 'VERSION_BUILD_FAILED_BEFORE',
            });
          }),
        name,
      ),
    ),
};
