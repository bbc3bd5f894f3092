import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What stands for GitHub's API of releases: as much of it as a release needs, with its refusals. */
export interface FakeGithub {
  readonly apiUrl: string;
  readonly token: string;
  readonly repository: string;
  /** As environment variables of a step. */
  readonly environment: Readonly<Record<string, string>>;
  readonly releases: FakeRelease[];
  readonly tags: Set<string>;
  readonly requests: FakeRequest[];
  /** Requests that change something. */
  writes(): readonly string[];
  /** One-shot faults, each for the first request that fits. */
  readonly faults: Fault[];
  /** After so many writes the next one happens without an answer, and nothing after it: what a crash leaves behind. */
  silentAfterWrites: number | undefined;
  /** Releases keep their files for ever once they are public. */
  isImmutable: boolean;
  /** As servers before the summer of 2025. */
  hasDigests: boolean;
}

export interface FakeRelease {
  readonly id: number;
  tag_name: string;
  name: string;
  body: string;
  draft: boolean;
  prerelease: boolean;
  immutable: boolean;
  readonly assets: FakeAsset[];
}

export interface FakeAsset {
  readonly id: number;
  name: string;
  state: 'uploaded' | 'starter';
  readonly bytes: Buffer;
  readonly contentType: string;
}

export interface FakeRequest {
  readonly method: string;
  /** Decoded, with its query. */
  readonly path: string;
}

export interface Fault {
  /** METHOD /path, as a regular expression. */
  readonly on: RegExp;
  readonly does:
    | {
        readonly kind: 'answer';
        readonly status: number;
        readonly body: string;
        readonly type?: string;
      }
    /** Nothing happens, and no answer comes. */
    | { readonly kind: 'reset' }
    /** It happens, and no answer comes. */
    | { readonly kind: 'lost-answer' }
    /** An upload that breaks: GitHub keeps its name, and answers 502. */
    | { readonly kind: 'broken-upload' };
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

interface Call extends FakeRequest {
  readonly url: URL;
  readonly bytes: Buffer;
  readonly contentType: string;
}

const TOKEN = 'ghs_thisTokenOpensOnlyTheStandIn0123456789';

/** Listens on loopback until the test is over. */
export async function startFakeGithub(
  settings: { readonly repository?: string; readonly tags?: readonly string[] } = {},
): Promise<FakeGithub> {
  const { repository = 'acme/connector', tags = ['v1.4.0'] } = settings;
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const apiUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const github: FakeGithub = {
    apiUrl,
    token: TOKEN,
    repository,
    environment: { GITHUB_API_URL: apiUrl, GITHUB_REPOSITORY: repository, GITHUB_TOKEN: TOKEN },
    releases: [],
    tags: new Set(tags),
    requests: [],
    faults: [],
    silentAfterWrites: undefined,
    isImmutable: false,
    hasDigests: true,
    writes: () =>
      github.requests
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path }) => `${method} ${path}`),
  };
  let lastId = 1000;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await callOf(request, apiUrl);
    github.requests.push({ method: call.method, path: call.path });
    const fault = takeFault(github, call) ?? silence(call);
    if (fault?.kind === 'reset') return void request.socket.destroy();
    if (fault?.kind === 'answer') {
      response.writeHead(fault.status, { 'content-type': fault.type ?? 'application/json' });
      return void response.end(fault.body);
    }
    const isAllowed = request.headers.authorization === `token ${TOKEN}`;
    const answer = isAllowed ? route(call, fault?.kind === 'broken-upload') : BAD_CREDENTIALS;
    if (fault?.kind === 'lost-answer') return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    return undefined;
  }

  function silence({ method }: Call): Fault['does'] | undefined {
    const left = github.silentAfterWrites;
    if (left === undefined || (method === 'GET' && left >= 0)) return undefined;
    github.silentAfterWrites = left - 1;
    if (left > 0) return undefined;
    return { kind: left === 0 ? 'lost-answer' : 'reset' };
  }

  function route(call: Call, isBroken: boolean): Answer {
    const prefix = `/repos/${repository}/`;
    const path = decodeURIComponent(call.url.pathname);
    if (!path.startsWith(prefix)) return NOT_FOUND;
    const parts = path.slice(prefix.length).split('/');
    if (parts[0] === 'git') return tagAnswer(parts.slice(3).join('/'));
    if (parts[0] !== 'releases') return NOT_FOUND;
    if (parts[1] === undefined)
      return call.method === 'POST' ? createRelease(call) : listReleases(call);
    if (parts[1] === 'tags') return releaseAnswer(publishedFor(parts.slice(2).join('/')));
    if (parts[1] === 'assets') return assetAnswer(call, Number(parts[2]));
    const release = github.releases.find(({ id }) => id === Number(parts[1]));
    if (release === undefined) return NOT_FOUND;
    if (parts[2] !== 'assets')
      return call.method === 'PATCH' ? updateRelease(release, call) : releaseAnswer(release);
    return call.method === 'POST'
      ? uploadAsset(release, call, isBroken)
      : { status: 200, body: page(call, release.assets.map(assetBody)) };
  }

  function tagAnswer(tag: string): Answer {
    return github.tags.has(tag)
      ? { status: 200, body: { ref: `refs/tags/${tag}`, object: { type: 'commit' } } }
      : NOT_FOUND;
  }

  function publishedFor(tag: string): FakeRelease | undefined {
    return github.releases.find((release) => release.tag_name === tag && !release.draft);
  }

  function listReleases(call: Call): Answer {
    return { status: 200, body: page(call, github.releases.toReversed().map(releaseBody)) };
  }

  function createRelease(call: Call): Answer {
    const wanted = JSON.parse(call.bytes.toString('utf8')) as Partial<FakeRelease>;
    const { tag_name = '', name = '', body = '', draft = false, prerelease = false } = wanted;
    if (!draft && publishedFor(tag_name) !== undefined) return taken('Release', 'tag_name');
    lastId += 1;
    const release: FakeRelease = {
      id: lastId,
      tag_name,
      name,
      body,
      draft,
      prerelease,
      immutable: false,
      assets: [],
    };
    github.releases.push(release);
    if (!draft) github.tags.add(tag_name);
    return { status: 201, body: releaseBody(release) };
  }

  function updateRelease(release: FakeRelease, call: Call): Answer {
    const { name, body, draft, prerelease } = JSON.parse(
      call.bytes.toString('utf8'),
    ) as Partial<FakeRelease>;
    const isPublishing = release.draft && draft === false;
    if (isPublishing && publishedFor(release.tag_name) !== undefined)
      return taken('Release', 'tag_name');
    Object.assign(release, {
      name: name ?? release.name,
      body: body ?? release.body,
      draft: draft ?? release.draft,
      prerelease: prerelease ?? release.prerelease,
      immutable: release.immutable || (isPublishing && github.isImmutable),
    });
    // GitHub makes a tag that is missing, on the default branch.
    if (isPublishing) github.tags.add(release.tag_name);
    return releaseAnswer(release);
  }

  function uploadAsset(release: FakeRelease, call: Call, isBroken: boolean): Answer {
    const name = call.url.searchParams.get('name') ?? '';
    if (release.immutable) return IMMUTABLE;
    if (release.assets.some((asset) => asset.name === name)) return taken('ReleaseAsset', 'name');
    lastId += 1;
    const asset: FakeAsset = {
      id: lastId,
      name,
      state: isBroken ? 'starter' : 'uploaded',
      bytes: isBroken ? Buffer.alloc(0) : call.bytes,
      contentType: call.contentType,
    };
    release.assets.push(asset);
    return isBroken
      ? { status: 502, body: { message: 'Server Error' } }
      : { status: 201, body: assetBody(asset) };
  }

  function assetAnswer(call: Call, assetId: number): Answer {
    for (const release of github.releases) {
      const asset = release.assets.find(({ id }) => id === assetId);
      if (asset === undefined) continue;
      if (release.immutable) return IMMUTABLE;
      if (call.method === 'DELETE') {
        release.assets.splice(release.assets.indexOf(asset), 1);
        return { status: 204 };
      }
      const { name = asset.name } = JSON.parse(call.bytes.toString('utf8')) as Partial<FakeAsset>;
      if (release.assets.some((other) => other !== asset && other.name === name))
        return taken('ReleaseAsset', 'name');
      asset.name = name;
      return { status: 200, body: assetBody(asset) };
    }
    return NOT_FOUND;
  }

  function releaseAnswer(release: FakeRelease | undefined): Answer {
    return release === undefined ? NOT_FOUND : { status: 200, body: releaseBody(release) };
  }

  function releaseBody({ assets, ...release }: FakeRelease): unknown {
    const place = release.draft ? `untagged-${String(release.id)}` : release.tag_name;
    return {
      ...release,
      html_url: `https://github.com/${repository}/releases/tag/${place}`,
      upload_url: `${apiUrl}/repos/${repository}/releases/${String(release.id)}/assets{?name,label}`,
      assets: assets.map(assetBody),
    };
  }

  function assetBody({ id, name, state, bytes, contentType }: FakeAsset): unknown {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const digest = github.hasDigests && state === 'uploaded' ? `sha256:${hash}` : null;
    return { id, name, state, size: bytes.length, content_type: contentType, digest };
  }

  return github;
}

const DOCUMENTATION = { documentation_url: 'https://docs.github.com/rest' };
const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found', ...DOCUMENTATION } };
const BAD_CREDENTIALS: Answer = {
  status: 401,
  body: { message: 'Bad credentials', ...DOCUMENTATION },
};
const IMMUTABLE: Answer = {
  status: 422,
  body: { message: 'Cannot change the assets of an immutable release', ...DOCUMENTATION },
};

function taken(resource: string, field: string): Answer {
  const errors = [{ resource, code: 'already_exists', field }];
  return { status: 422, body: { message: 'Validation Failed', errors, ...DOCUMENTATION } };
}

function page(call: Call, items: readonly unknown[]): readonly unknown[] {
  const size = Number(call.url.searchParams.get('per_page') ?? 30);
  const number = Number(call.url.searchParams.get('page') ?? 1);
  return items.slice((number - 1) * size, number * size);
}

function takeFault(github: FakeGithub, { method, path }: FakeRequest): Fault['does'] | undefined {
  const index = github.faults.findIndex(({ on }) => on.test(`${method} ${path}`));
  return index === -1 ? undefined : github.faults.splice(index, 1)[0]?.does;
}

async function callOf(request: IncomingMessage, base: string): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', base);
  return {
    method: request.method ?? '',
    path: decodeURIComponent(`${url.pathname}${url.search}`),
    url,
    bytes: Buffer.concat(chunks),
    contentType: request.headers['content-type'] ?? '',
  };
}
