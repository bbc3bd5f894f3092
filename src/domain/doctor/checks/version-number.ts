import { alreadyReleased } from '../../plan/version-decision.ts';
import { formatVersionNumber } from '../../version/version-number.ts';
import { failureOf, type ErrorCode } from '../../errors.ts';
import type { PackagePlan } from '../../plan/package-plan.ts';
import type { Check } from '../check.ts';
import type { Judgement } from '../finding.ts';
import { judged, pass, stoppedBy } from '../judge.ts';

const REFUSALS: readonly ErrorCode[] = [
  'VERSION_NUMBER_INVALID',
  'VERSION_TAG_MISSING',
  'VERSION_TAG_AMBIGUOUS',
];

export const versionNumber: Check = {
  id: 'version-number',
  area: 'package',
  title: 'The version number is free, or its version is this one',
  judge: ({ packages }) =>
    packages.map(({ config: { name }, state, plan }) =>
      state.kind === 'unanswered' && REFUSALS.includes(state.failure.code)
        ? stoppedBy(state.failure, { about: name, evidence: [] })
        : judged(plan, judgePlan, name),
    ),
};

function judgePlan({ config, decision, number, numberOrigin, versions }: PackagePlan): Judgement {
  const told = {
    about: config.name,
    evidence: [
      { asked: 'number', answer: `${formatVersionNumber(number)} (${numberOrigin})` },
      {
        asked: 'versions in the hub',
        answer:
          versions
            .map(
              ({ number: each, build, isReleased }) =>
                `${formatVersionNumber(each)}-${build}${isReleased ? ' released' : ''}`,
            )
            .join(', ') || 'none',
      },
    ],
  };
  switch (decision.kind) {
    case 'taken':
      return stoppedBy(failureOf(alreadyReleased(decision.version)), told);
    case 'adopt':
      return pass(`${decision.because}: a release builds nothing.`, told);
    case 'wait':
      return pass(`${formatVersionNumber(number)} is being built (${decision.request.id}).`, told);
    case 'failed-before':
    case 'build':
      return pass(`${formatVersionNumber(number)} can be built.`, told);
  }
}
