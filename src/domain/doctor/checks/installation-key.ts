import { failureOf } from '../../errors.ts';
import { installationKeyMissing } from '../../plan/installation-key.ts';
import type { Check } from '../check.ts';
import { pass, stoppedBy } from '../judge.ts';

export const installationKey: Check = {
  id: 'installation-key',
  area: 'package',
  title: 'The installation key is there, if one is wanted',
  judge: ({ config: { packages }, packagesWithKey }) =>
    packages.map(({ name, installationKey: policy }) => {
      if (policy.kind === 'none')
        return pass('None is wanted: everybody who has the link can install.', {
          about: name,
          evidence: [{ asked: 'installationKey', answer: 'none' }],
        });
      const { variable } = policy;
      const isSet = packagesWithKey.has(name);
      const told = {
        about: name,
        evidence: [{ asked: variable, answer: isSet ? 'set' : 'not set, or empty' }],
      };
      return isSet
        ? pass(`It is in ${variable}.`, told)
        : stoppedBy(failureOf(installationKeyMissing(name, variable)), told);
    }),
};
