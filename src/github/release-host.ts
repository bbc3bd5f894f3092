import { ReleaseError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { HostedOutcome, HostedRelease, ReleaseHost } from '../ports/release-host.ts';
import { openGithubClient, type GithubClient, type GithubSettings } from './github-client.ts';
import { translated } from './github-error.ts';
import type { GithubRelease } from './github-records.ts';
import { githubReleases, type GithubReleases } from './github-releases.ts';
import { planAssets, wantedAsset } from './plan-assets.ts';
import { hasBeta, isOurs, isSameText, newText, textWith } from './release-text.ts';
import { takeAssetSteps } from './upload-assets.ts';

export interface GithubReleaseHost extends ReleaseHost {
  close(): Promise<void>;
}

/** Releases of one repository on GitHub. Throws GITHUB_NOT_SET_UP for an address that is not safe. */
export function openGithubReleaseHost(
  settings: GithubSettings,
  clock: Clock,
  signal: AbortSignal,
): GithubReleaseHost {
  const client = openGithubClient(settings, clock, signal);
  const github = githubReleases(client, settings);
  async function requireTag(tag: string): Promise<void> {
    if (!(await github.tagExists(tag))) throw tagMissing(tag, settings);
  }
  return {
    requireTag,
    async publish(wanted) {
      await requireTag(wanted.tag);
      const found = await findRelease(github, wanted.tag);
      const release = found ?? (await createDraft(github, wanted));
      if (!isOurs(release.body ?? '')) return updateOfOthers(github, release, wanted);
      return bringUpToDate({ github, client, settings }, release, wanted, found === undefined);
    },
    close: async () => client.close(),
  };
}

/** The public one first: a draft beside it is not what people see. Of drafts, our own. */
async function findRelease(
  github: GithubReleases,
  tag: string,
): Promise<GithubRelease | undefined> {
  const published = await github.findPublished(tag);
  if (published !== undefined) return published;
  const drafts = await github.findDrafts(tag);
  return drafts.find(({ body }) => isOurs(body ?? '')) ?? drafts[0];
}

/** Where no answer came, the draft may be there all the same: then a second one would be one too many. */
async function createDraft(
  github: GithubReleases,
  { tag, isRehearsal, packages }: HostedRelease,
): Promise<GithubRelease> {
  try {
    return await github.createDraft({
      tag,
      name: isRehearsal ? `${tag} (REHEARSAL)` : tag,
      body: newText(packages),
      prerelease: true,
    });
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== 'GITHUB_UNREACHABLE') throw error;
    const found = await findRelease(github, tag);
    if (found === undefined) throw error;
    return found;
  }
}

/** A release that somebody else made gets our sections in its text, and keeps everything else. */
async function updateOfOthers(
  github: GithubReleases,
  release: GithubRelease,
  { tag, packages }: HostedRelease,
): Promise<HostedOutcome> {
  const before = release.body ?? '';
  const body = textWith(before, packages);
  const isSame = isSameText(before, body);
  if (!isSame) await github.update(release.id, { body });
  return {
    url: release.html_url,
    changes: isSame ? [] : ['wrote the links into its text'],
    warnings: [
      `eca-release did not make the release of ${tag}: it only writes its part of the text there, and attaches no files.`,
    ],
  };
}

interface Repository {
  readonly github: GithubReleases;
  readonly client: GithubClient;
  readonly settings: GithubSettings;
}

/** Files first, then the text, which makes it public: nobody sees a release that is not complete. */
async function bringUpToDate(
  { github, client, settings }: Repository,
  release: GithubRelease,
  { tag, packages }: HostedRelease,
  isNew: boolean,
): Promise<HostedOutcome> {
  const steps = planAssets(
    packages.flatMap(({ files }) => files.map(wantedAsset)),
    await github.readAssets(release.id),
  );
  const isLocked = release.immutable === true && !release.draft;
  const uploaded = isLocked
    ? []
    : await takeAssetSteps(
        {
          github,
          releaseId: release.id,
          sleep: client.sleep,
          explain: (error, doing) => translated(error, doing, settings),
        },
        steps,
      );
  const before = release.body ?? '';
  const body = textWith(before, packages);
  const prerelease = hasBeta(body);
  const isTextSame = isSameText(before, body);
  const isSame = !release.draft && isTextSame && release.prerelease === prerelease;
  const { html_url: url } = isSame
    ? release
    : await github.update(release.id, { body, prerelease, draft: false });
  return {
    url,
    changes: [
      ...(isNew ? ['made it'] : []),
      ...(uploaded.length === 0 ? [] : [`attached ${uploaded.join(', ')}`]),
      ...(isNew || isTextSame ? [] : ['wrote its text']),
      ...(release.draft ? ['made it public'] : []),
      ...(release.draft || release.prerelease === prerelease
        ? []
        : [prerelease ? 'marked it as a pre-release' : 'marked it as released']),
    ],
    warnings:
      isLocked && steps.length > 0
        ? [
            `The release of ${tag} is immutable: its files stay as they were, and only its text is new.`,
          ]
        : [],
  };
}

function tagMissing(tag: string, { owner, repo }: GithubSettings): ReleaseError {
  return new ReleaseError('GITHUB_TAG_MISSING', `GitHub does not know the tag ${tag}`, {
    found: `no tag of this name in ${owner}/${repo}`,
    wanted: 'the tag that the version was built from',
    why: 'Publishing a release without its tag would make the tag, on whatever the default branch holds.',
    actions: [`Push it: git push origin ${tag}`, 'Or name another one: --github-release v1.0.0'],
  });
}
