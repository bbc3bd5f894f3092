import { failureOf } from '../../errors.ts';
import { hubDrifted, stopsAtDrift } from '../../plan/drift.ts';
import type { Check } from '../check.ts';
import { judged, pass, stoppedBy, warn } from '../judge.ts';

export const drift: Check = {
  id: 'drift',
  area: 'workspace',
  title: "The hub's app is what is committed",
  judge: ({ packages, config, isTagBuild }) =>
    packages.map(({ config: { name }, plan }) =>
      judged(
        plan,
        ({ directory }) => {
          const told = {
            about: name,
            evidence: [
              {
                asked: 'components that the hub has otherwise',
                answer: directory.drift.join(', ') || 'none',
              },
            ],
          };
          if (directory.drift.length === 0) return pass('Nothing differs.', told);
          if (stopsAtDrift(config.drift, isTagBuild))
            return stoppedBy(failureOf(hubDrifted(directory.drift)), told);
          const says = `It differs in ${directory.drift.join(', ')}: a release takes the hub's.`;
          return config.drift === 'accept'
            ? pass(says, told)
            : warn(`${says} A tag build stops.`, {
                ...told,
                fix: ['npm run eca -- retrieve, look at the difference, and commit it.'],
              });
        },
        name,
      ),
    ),
};
