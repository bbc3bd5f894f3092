import { EXIT } from '../../errors.ts';
import type { Check } from '../check.ts';
import type { DoctorFacts } from '../facts.ts';
import { judged, pass, stoppedBy } from '../judge.ts';

/** What a release writes into the checkout must destroy nothing that no commit has. */
export const fileChanges: Check = {
  id: 'file-changes',
  area: 'workspace',
  title: 'A release may write the files that it has to write',
  judge: (facts) => [
    facts.fileChanges.kind === 'unanswered' && isRefused(facts)
      ? stoppedBy(facts.fileChanges.failure, { evidence: [] })
      : judged(facts.fileChanges, (paths) =>
          pass('Nothing stands in the way.', {
            evidence: [{ asked: 'the files that it keeps in shape', answer: paths.join(', ') }],
          }),
        ),
  ],
};

/** Everything that is to be written is known, and something in the checkout does not let it be written. */
function isRefused({ fileChanges: reading, project, packages }: DoctorFacts): boolean {
  return (
    reading.kind === 'unanswered' &&
    reading.failure.exitCode === EXIT.input &&
    project.kind === 'answered' &&
    packages.every(({ plan }) => plan.kind === 'answered')
  );
}
