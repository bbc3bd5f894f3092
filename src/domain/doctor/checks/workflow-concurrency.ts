import type { Check } from '../check.ts';
import { pass, warn } from '../judge.ts';
import { ofReleaseWorkflows } from './workflow-file.ts';

export const workflowConcurrency: Check = {
  id: 'workflow-concurrency',
  area: 'github',
  title: 'Two runs of a workflow do not release at once',
  judge: (facts) =>
    ofReleaseWorkflows(facts, ({ path, hasConcurrency }) => {
      const told = {
        about: path,
        evidence: [{ asked: 'concurrency:', answer: hasConcurrency ? 'there' : 'not there' }],
      };
      return hasConcurrency
        ? pass('Runs of a group wait for one another.', told)
        : warn('Two runs that ask at the same time spend two builds for one version.', {
            ...told,
            fix: [
              `Add to ${path}: concurrency: { group: "release-\${{ github.ref_name }}", cancel-in-progress: false }`,
            ],
          });
    }),
};
