import { EXIT } from '../../errors.ts';
import type { Check } from '../check.ts';
import type { PackageFacts } from '../facts.ts';
import { judged, pass, stoppedBy } from '../judge.ts';

/** .forceignore, metadata of other kinds, the definition file, secrets: what else keeps the files from becoming a package. */
export const packageContents: Check = {
  id: 'package-contents',
  area: 'package',
  title: 'The package can be put together',
  judge: ({ packages }) =>
    packages.map((facts) => {
      const { config, plan } = facts;
      return plan.kind === 'unanswered' && isRefused(facts)
        ? stoppedBy(plan.failure, { about: config.name, evidence: [] })
        : judged(
            plan,
            ({ components }) =>
              pass(`Of ${components.length} components.`, {
                about: config.name,
                evidence: [
                  {
                    asked: 'its components',
                    answer: components
                      .map(({ type, fullName }) => `${type}:${fullName}`)
                      .join(', '),
                  },
                ],
              }),
            config.name,
          );
    }),
};

/** Everything it is made of could be read, and something in the checkout does not fit. */
function isRefused({ state, apps, plan }: PackageFacts): boolean {
  return (
    plan.kind === 'unanswered' &&
    plan.failure.exitCode === EXIT.input &&
    state.kind === 'answered' &&
    apps.every(({ closure }) => closure.kind === 'answered')
  );
}
