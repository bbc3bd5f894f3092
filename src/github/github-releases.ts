import { statusOf } from './github-error.ts';
import type { GithubClient, GithubSettings } from './github-client.ts';
import {
  assetFrom,
  assetsFrom,
  releaseFrom,
  releasesFrom,
  type GithubAsset,
  type GithubRelease,
} from './github-records.ts';

const PAGE_SIZE = 100;

export interface NewRelease {
  readonly tag: string;
  readonly name: string;
  readonly body: string;
  readonly prerelease: boolean;
}

/** The requests this tool makes of GitHub, and no more. */
export interface GithubReleases {
  tagExists(tag: string): Promise<boolean>;
  /** Only published ones: GitHub does not find drafts by their tag. */
  findPublished(tag: string): Promise<GithubRelease | undefined>;
  findDrafts(tag: string): Promise<readonly GithubRelease[]>;
  createDraft(release: NewRelease): Promise<GithubRelease>;
  update(
    id: number,
    changes: { readonly body: string; readonly prerelease?: boolean; readonly draft?: false },
  ): Promise<GithubRelease>;
  readAssets(releaseId: number): Promise<readonly GithubAsset[]>;
  /** Sends once; what went wrong is Octokit's error as it is, for the caller to look what arrived. */
  uploadAsset(releaseId: number, name: string, bytes: Uint8Array): Promise<GithubAsset>;
  renameAsset(id: number, name: string): Promise<void>;
  deleteAsset(id: number): Promise<void>;
}

export function githubReleases(
  { octokit, uploadUrl, read, write }: GithubClient,
  { owner, repo }: GithubSettings,
): GithubReleases {
  const place = { owner, repo, headers: { 'x-github-api-version': '2022-11-28' } };

  async function allPages<Item>(
    page: (number: number) => Promise<readonly Item[]>,
  ): Promise<readonly Item[]> {
    const items: Item[] = [];
    for (let number = 1; ; number += 1) {
      const next = await page(number);
      items.push(...next);
      if (next.length < PAGE_SIZE) return items;
    }
  }

  return {
    async tagExists(tag) {
      const doing = `looking for the tag ${tag}`;
      return read(doing, async () =>
        unlessMissing(async () => {
          await octokit.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
            ...place,
            ref: `tags/${tag}`,
          });
          return true;
        }),
      ).then((found) => found === true);
    },
    async findPublished(tag) {
      const doing = `reading the release of ${tag}`;
      return read(doing, async () =>
        unlessMissing(async () => {
          const answer = await octokit.request('GET /repos/{owner}/{repo}/releases/tags/{tag}', {
            ...place,
            tag,
          });
          return releaseFrom(doing, answer.data);
        }),
      );
    },
    async findDrafts(tag) {
      const doing = `reading the releases of ${owner}/${repo}`;
      const releases = await allPages(async (page) =>
        read(doing, async () => {
          const answer = await octokit.request('GET /repos/{owner}/{repo}/releases', {
            ...place,
            per_page: PAGE_SIZE,
            page,
          });
          return releasesFrom(doing, answer.data);
        }),
      );
      return releases.filter((release) => release.draft && release.tag_name === tag);
    },
    async createDraft({ tag, ...values }) {
      const doing = `making the release of ${tag}`;
      return write(doing, async () => {
        const answer = await octokit.request('POST /repos/{owner}/{repo}/releases', {
          ...place,
          tag_name: tag,
          ...values,
          draft: true,
        });
        return releaseFrom(doing, answer.data);
      });
    },
    async update(id, changes) {
      const doing = 'writing the release';
      return write(doing, async () => {
        const answer = await octokit.request('PATCH /repos/{owner}/{repo}/releases/{release_id}', {
          ...place,
          release_id: id,
          ...changes,
          // By number, so that a patch of an old version does not become the latest.
          ...(changes.prerelease !== undefined && { make_latest: 'legacy' as const }),
        });
        return releaseFrom(doing, answer.data);
      });
    },
    async readAssets(releaseId) {
      const doing = 'reading the files of the release';
      return allPages(async (page) =>
        read(doing, async () => {
          const answer = await octokit.request(
            'GET /repos/{owner}/{repo}/releases/{release_id}/assets',
            { ...place, release_id: releaseId, per_page: PAGE_SIZE, page },
          );
          return assetsFrom(doing, answer.data);
        }),
      );
    },
    async uploadAsset(releaseId, name, bytes) {
      const answer = await octokit.request({
        method: 'POST',
        baseUrl: uploadUrl,
        url: '/repos/{owner}/{repo}/releases/{release_id}/assets{?name}',
        owner,
        repo,
        release_id: releaseId,
        name,
        data: Buffer.from(bytes),
        headers: { ...place.headers, 'content-type': contentTypeOf(name) },
      });
      return assetFrom(`uploading ${name}`, answer.data);
    },
    async renameAsset(id, name) {
      await write(`naming ${name}`, async () =>
        octokit.request('PATCH /repos/{owner}/{repo}/releases/assets/{asset_id}', {
          ...place,
          asset_id: id,
          name,
        }),
      );
    },
    async deleteAsset(id) {
      await write('removing what a file replaces', async () =>
        unlessMissing(async () =>
          octokit.request('DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}', {
            ...place,
            asset_id: id,
          }),
        ),
      );
    },
  };
}

async function unlessMissing<Result>(request: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await request();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
  xml: 'application/xml',
  zip: 'application/zip',
};

function contentTypeOf(name: string): string {
  const extension = name.split('.').at(-1) ?? '';
  const isText = !name.includes('.');
  return CONTENT_TYPES[extension] ?? (isText ? 'text/plain' : 'application/octet-stream');
}
