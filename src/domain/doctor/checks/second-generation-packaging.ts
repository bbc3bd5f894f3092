import { requireDevHub } from '../../plan/hub-requirements.ts';
import type { Check } from '../check.ts';
import { byRule, cannotTell, judged } from '../judge.ts';

export const secondGenerationPackaging: Check = {
  id: 'second-generation-packaging',
  area: 'hub',
  title: 'Second-generation packaging is on',
  judge: ({ hub }) => [
    judged(hub, (facts) => {
      const evidence = [
        {
          asked: 'SELECT Id FROM Package2',
          answer:
            facts.packages === undefined ? 'no such object' : `${facts.packages.length} packages`,
        },
      ];
      return facts.isDevHub
        ? byRule({ evidence }, () => {
            requireDevHub(facts);
            return 'It is.';
          })
        : cannotTell('Only a Dev Hub has it.', {
            evidence,
            fix: ['First see to the check dev-hub.'],
          });
    }),
  ],
};
