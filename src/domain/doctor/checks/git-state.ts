import type { Check } from '../check.ts';
import { judged, pass, warn } from '../judge.ts';

export const gitState: Check = {
  id: 'git-state',
  area: 'workspace',
  title: 'What is released is committed',
  judge: ({ git }) => [
    judged(git, ({ isRepository, headCommit, tagsAtHead, uncommitted }) => {
      const evidence = [
        { asked: 'HEAD', answer: headCommit ?? 'no commit' },
        { asked: 'tags at HEAD', answer: tagsAtHead.join(', ') || 'none' },
        { asked: 'uncommitted', answer: uncommitted.join(', ') || 'nothing' },
      ];
      if (!isRepository || headCommit === undefined)
        return warn('There is no commit: the version will not say what it was built from.', {
          evidence,
          fix: ['git init && git add -A && git commit'],
        });
      if (uncommitted.length > 0)
        return warn(
          'Some files that a release reads or writes are not committed; it refuses to overwrite them.',
          {
            evidence,
            fix: ['Commit them, or put them back.'],
          },
        );
      return pass(`Commit ${headCommit.slice(0, 7)}, nothing uncommitted.`, { evidence });
    }),
  ],
};
