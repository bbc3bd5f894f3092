import type { GitFacts } from '../../domain/doctor/facts.ts';
import type { ReleasePorts, ReleaseRequest } from '../release-context.ts';

/** What git says of the checkout, and of the files that a release reads or writes. */
export async function readGit(
  { config }: ReleaseRequest,
  { git, source }: ReleasePorts,
): Promise<GitFacts> {
  const packaged = await Promise.all(config.packages.map(async ({ path }) => source.read(path)));
  const paths = ['sfdx-project.json', ...packaged.flat().map(({ path }) => path)];
  const [isRepository, headCommit, tagsAtHead, uncommitted] = await Promise.all([
    git.isRepository(),
    git.headCommit(),
    git.tagsAtHead(),
    git.uncommitted(paths),
  ]);
  return { isRepository, headCommit, tagsAtHead, uncommitted };
}
