import { ancestorFor } from '../../version/ancestor.ts';
import { formatVersionNumber } from '../../version/version-number.ts';
import type { Check } from '../check.ts';
import { byRule, judged, pass, warn } from '../judge.ts';

export const ancestor: Check = {
  id: 'ancestor',
  area: 'package',
  title: 'The version has its ancestor',
  judge: ({ packages }) =>
    packages.map(({ config: { name }, plan }) =>
      judged(
        plan,
        ({ config, number, versions, decision }) => {
          const released = versions.filter(({ isReleased }) => isReleased);
          const told = {
            about: name,
            evidence: [
              {
                asked: 'ancestor policy',
                answer:
                  config.ancestor.kind === 'number' ? config.ancestor.number : config.ancestor.kind,
              },
              {
                asked: 'released versions',
                answer:
                  released.map((version) => formatVersionNumber(version.number)).join(', ') ||
                  'none',
              },
            ],
          };
          if (decision.kind === 'adopt' || decision.kind === 'taken')
            return pass('Nothing is built, so that none is needed.', told);
          if (config.ancestor.kind === 'none' && released.length > 0)
            return warn(
              'Customers who have an earlier version cannot upgrade to one without an ancestor.',
              {
                ...told,
                fix: ['Set ancestor: highest in config/release.yaml, unless that is meant.'],
              },
            );
          return byRule(told, () => {
            const found = ancestorFor(number, config.ancestor, versions);
            return found === undefined
              ? 'The first release has none.'
              : `It descends from ${formatVersionNumber(found.number)}.`;
          });
        },
        name,
      ),
    ),
};
