import type { Slots } from '../../hub-facts.ts';
import type { Check } from '../check.ts';
import type { DoctorFacts, PackageFacts } from '../facts.ts';
import type { Judgement } from '../finding.ts';
import { cannotTell, fail, judged, pass, warn } from '../judge.ts';

/** Failed builds count too, so that the last one of a day is not much. */
const FEW = 1;

export const versionBuildsLeft: Check = {
  id: 'version-builds-left',
  area: 'hub',
  title: 'There are version builds left today',
  judge: (facts) => [
    judgeLimit(facts, 'Package2VersionCreates', 'full'),
    judgeLimit(facts, 'Package2VersionCreatesWithoutValidation', 'skipped'),
  ],
};

function judgeLimit(
  { hub, packages }: DoctorFacts,
  limit: string,
  validation: 'full' | 'skipped',
): Judgement {
  const needed = packages.filter(
    ({ config, plan }) => config.validation === validation && mayBuild(plan),
  ).length;
  return judged(
    hub,
    ({ versionSlots, isDevHub }) => {
      const slots = validation === 'full' ? versionSlots.validated : versionSlots.withoutValidation;
      const evidence = [{ asked: `limits: ${limit}`, answer: answerOf(slots) }];
      const told = { about: limit, evidence };
      const fix = [
        'Wait: the limit starts anew 24 hours after the builds were asked for. sf org list limits --target-org ALIAS',
      ];
      if (!isDevHub)
        return cannotTell('Only a Dev Hub builds versions.', {
          ...told,
          fix: ['First see to the check dev-hub.'],
        });
      if (slots === undefined)
        return cannotTell('The org does not show its limits to this user.', {
          ...told,
          fix: ['sf org list limits --target-org ALIAS, as an administrator'],
        });
      if (needed > slots.remaining)
        return fail(`${needed} needed, ${slots.remaining} left.`, {
          ...told,
          fix,
          code: 'NO_VERSION_SLOT_LEFT',
        });
      if (needed > 0 && slots.remaining - needed < FEW)
        return warn(
          `${slots.remaining} of ${slots.max} left: a failed build could not be repeated today.`,
          { ...told, fix },
        );
      return pass(`${slots.remaining} of ${slots.max} left.`, told);
    },
    limit,
  );
}

/** What is there already needs no build; where it cannot be told, it may be one. */
function mayBuild(plan: PackageFacts['plan']): boolean {
  return plan.kind === 'unanswered' || plan.value.decision.kind === 'build';
}

function answerOf(slots: Slots | undefined): string {
  return slots === undefined ? 'not there' : `${slots.remaining} of ${slots.max}`;
}
