import type { Check } from '../check.ts';
import { judged, pass, stoppedBy } from '../judge.ts';

export const packageRecord: Check = {
  id: 'package-record',
  area: 'package',
  title: 'The package is there once, managed, or can be made',
  judge: ({ packages, config: { namespace } }) =>
    packages.map(({ config: { name }, state }) =>
      state.kind === 'unanswered' && state.failure.code === 'PACKAGE_AMBIGUOUS'
        ? stoppedBy(state.failure, { about: name, evidence: [] })
        : judged(
            state,
            ({ hubPackage }) =>
              pass(
                hubPackage === undefined
                  ? `It is not in the hub yet: the first release makes it, in ${namespace} for ever.`
                  : `It is ${hubPackage.id}.`,
                {
                  about: name,
                  evidence: [
                    {
                      asked: `Package2 named ${name} in ${namespace}`,
                      answer: hubPackage === undefined ? 'none' : `${hubPackage.id}, managed`,
                    },
                  ],
                },
              ),
            name,
          ),
    ),
};
