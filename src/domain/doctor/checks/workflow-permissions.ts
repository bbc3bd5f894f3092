import type { Check } from '../check.ts';
import { fail, pass, warn } from '../judge.ts';
import { ofReleaseWorkflows } from './workflow-file.ts';

export const workflowPermissions: Check = {
  id: 'workflow-permissions',
  area: 'github',
  title: 'The workflow may do what it does, and no more',
  judge: (facts) =>
    ofReleaseWorkflows(facts, ({ path, text, permissions }) => {
      const told = {
        about: path,
        evidence: [
          {
            asked: 'permissions:',
            answer: permissions === undefined ? 'not there' : JSON.stringify(permissions),
          },
        ],
      };
      if (permissions === undefined || permissions === 'write-all')
        return warn('The token of the workflow may do more than it needs.', {
          ...told,
          fix: [`Add to the job in ${path}: permissions: { contents: write }`],
        });
      const writes =
        typeof permissions === 'object' &&
        permissions !== null &&
        'contents' in permissions &&
        permissions.contents === 'write';
      if (text.includes('--github-release') && !writes)
        return fail('It publishes a release on GitHub, and may not write one.', {
          ...told,
          fix: [`Add to the job in ${path}: permissions: { contents: write }`],
          code: 'GITHUB_REFUSED',
        });
      return pass('They are named.', told);
    }),
};
