import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { ReleaseError } from '../domain/errors.ts';
import type { Emit } from '../domain/events.ts';
import { isLoopbackUrl } from '../domain/loopback.ts';
import { numberOfTag } from '../domain/version/version-number.ts';
import type { GithubSettings } from '../github/github-client.ts';
import type { ReleasePorts } from '../pipeline/release-context.ts';
import { done, skipped, StageRunner } from '../pipeline/stage.ts';
import type { Published } from '../pipeline/stages/publish.ts';
import type { HostedFile, HostedPackage } from '../ports/release-host.ts';
import { fitsHeader, isTagBuild, variable, type Environment } from './environment.ts';

/** What of a version's files people read in the release itself, in this order. */
const SHOWN_FILES = ['install-links.md', 'release-notes.md'] as const;

export interface GithubReleaseParts {
  readonly environment: Environment;
  readonly ports: Pick<ReleasePorts, 'git' | 'clock'>;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** Files of several packages get names that tell them apart. */
  readonly hasSeveralPackages: boolean;
}

/** The release on GitHub that a run was asked for. */
export interface GithubRelease {
  /** Resolves to its address; nothing where there is none, because the run was a rehearsal. */
  publish(published: readonly Published[]): Promise<string | undefined>;
  close(): Promise<void>;
}

/**
 * Asks GitHub everything that could stop it later, so that no build is spent before. Throws GITHUB_NOT_SET_UP,
 * GITHUB_TAG_MISSING, GITHUB_REFUSED and the like.
 * @param isRehearsal where the tool started the hub itself: nothing of it is shown to the world
 */
export async function prepareGithubRelease(
  flag: string | true,
  isRehearsal: boolean,
  parts: GithubReleaseParts,
): Promise<GithubRelease> {
  const { environment, ports, emit, signal } = parts;
  const stages = new StageRunner(emit, ports.clock);
  const apiUrl = apiUrlOf(environment);
  if (isRehearsal && !isLoopbackUrl(apiUrl)) return leftOut(stages);
  const settings = settingsOf(environment, apiUrl);
  const tag = flag === true ? await tagOf(parts) : flag;
  // The client of GitHub is loaded where it is needed only.
  const { openGithubReleaseHost } = await import('../github/release-host.ts');
  const host = openGithubReleaseHost(settings, ports.clock, signal);
  try {
    await host.requireTag(tag);
  } catch (error) {
    await host.close();
    throw error;
  }
  return {
    async publish(published) {
      const isRehearsed = published.some(({ version }) => version.isRehearsal);
      if (isRehearsed && !isLoopbackUrl(apiUrl)) return leftOut(stages).publish(published);
      return stages.run('github', async (progress) => {
        progress(`the release of ${tag} in ${settings.owner}/${settings.repo}`);
        const packages = await Promise.all(
          published.map(async (one) => hostedPackage(one, parts.hasSeveralPackages)),
        );
        const outcome = await host.publish({ tag, isRehearsal: isRehearsed, packages });
        for (const message of outcome.warnings) emit('warning.raised', { message, actions: [] });
        return outcome.changes.length === 0
          ? skipped(`it is up to date already: ${outcome.url}`, outcome.url)
          : done(`${outcome.changes.join(', ')}: ${outcome.url}`, outcome.url);
      });
    },
    close: async () => host.close(),
  };
}

function leftOut(stages: StageRunner): GithubRelease {
  return {
    publish: async () =>
      stages.run('github', async () => skipped('a rehearsal is not shown on GitHub', undefined)),
    close: async () => undefined,
  };
}

async function hostedPackage(
  { version, artifacts }: Published,
  hasSeveralPackages: boolean,
): Promise<HostedPackage> {
  const key = basename(dirname(artifacts.directory));
  const files = await Promise.all(
    artifacts.files.map(async (path) => ({ name: basename(path), bytes: await readFile(path) })),
  );
  const texts = SHOWN_FILES.flatMap(
    (name) => files.find((file) => file.name === name)?.bytes.toString('utf8') ?? [],
  );
  return {
    key,
    isBeta: version.state === 'beta',
    markdown: texts.join('\n'),
    files: hasSeveralPackages ? files.map((file) => renamed(file, `${key}.`)) : files,
  };
}

/** The list of checksums names the files as people download them. */
function renamed({ name, bytes }: HostedFile, prefix: string): HostedFile {
  return {
    name: `${prefix}${name}`,
    bytes:
      name === 'SHA256SUMS'
        ? Buffer.from(
            Buffer.from(bytes)
              .toString('utf8')
              .replaceAll(/^([0-9a-f]{64} {2})/gm, `$1${prefix}`),
          )
        : bytes,
  };
}

function apiUrlOf(environment: Environment): string {
  const apiUrl = variable(environment, 'GITHUB_API_URL') ?? 'https://api.github.com';
  if (URL.canParse(apiUrl)) return apiUrl.replace(/\/+$/, '');
  throw notSetUp('GITHUB_API_URL', apiUrl, 'an address like https://api.github.com');
}

function settingsOf(environment: Environment, apiUrl: string): GithubSettings {
  const token = variable(environment, 'GITHUB_TOKEN');
  if (token === undefined)
    throw notSetUp('GITHUB_TOKEN', 'nothing', 'a token that may write releases');
  if (!fitsHeader(token))
    throw notSetUp('GITHUB_TOKEN', 'a line break, or what no token has', 'the token, in one line');
  const repository = variable(environment, 'GITHUB_REPOSITORY') ?? '';
  const [owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository)?.slice(1) ?? [];
  if (owner === undefined || repo === undefined)
    throw notSetUp('GITHUB_REPOSITORY', repository || 'nothing', 'OWNER/NAME');
  return { apiUrl, token, owner, repo };
}

function notSetUp(name: string, found: string, wanted: string): ReleaseError {
  return new ReleaseError(
    'GITHUB_NOT_SET_UP',
    `${name} does not tell what --github-release needs`,
    {
      found,
      wanted,
      actions: [
        name === 'GITHUB_TOKEN'
          ? 'Hand it to the step: env: GITHUB_TOKEN: ${{ github.token }}, with permissions: contents: write for the job.'
          : 'GitHub Actions sets it; on a laptop, set it yourself.',
        'Or leave out --github-release.',
      ],
    },
  );
}

/** The tag of a tag build, else the one version tag of the commit. Throws GITHUB_TAG_MISSING. */
async function tagOf({ environment, ports }: GithubReleaseParts): Promise<string> {
  const buildTag = isTagBuild(environment) ? variable(environment, 'GITHUB_REF_NAME') : undefined;
  if (buildTag !== undefined) return buildTag;
  const tags = (await ports.git.tagsAtHead()).filter((tag) => numberOfTag(tag) !== undefined);
  const [tag] = tags;
  if (tag !== undefined && tags.length === 1) return tag;
  throw new ReleaseError('GITHUB_TAG_MISSING', 'Nothing says which tag the release is for', {
    found: tags.join(', ') || 'no version tag on this commit',
    wanted: 'one',
    actions: ['Say it: --github-release v1.4.0', 'Or check out the commit that has the tag.'],
  });
}
