import { requireDevHub } from '../../plan/hub-requirements.ts';
import type { Check } from '../check.ts';
import { byRule, judged } from '../judge.ts';

export const devHub: Check = {
  id: 'dev-hub',
  area: 'hub',
  title: 'The org is a Dev Hub',
  judge: ({ hub }) => [
    judged(hub, (facts) =>
      byRule(
        {
          evidence: [
            {
              asked: 'SELECT Id FROM ScratchOrgInfo LIMIT 1',
              answer: facts.isDevHub ? 'the object is there' : 'no such object',
            },
          ],
        },
        () => {
          // What follows from packages is the next check.
          requireDevHub({ ...facts, packages: facts.packages ?? [] });
          return 'It is.';
        },
      ),
    ),
  ],
};
