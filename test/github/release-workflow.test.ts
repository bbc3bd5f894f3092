import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { anotherCheckout, cloneOfWork, tag } from './checkouts.ts';
import { startFakeGithub, type FakeGithub } from './fake-github.ts';
import { startJwtHub, type JwtHub } from './jwt-hub.ts';
import { readWorkflow } from './workflow-files.ts';
import { runJob, type JobResult } from './workflow-runner.ts';

const TAG = 'v1.4.0';

interface World {
  readonly clone: string;
  readonly github: FakeGithub;
  readonly hub: JwtHub;
}

async function makeWorld(): Promise<World> {
  const [clone, github, hub] = await Promise.all([cloneOfWork(), startFakeGithub(), startJwtHub()]);
  await tag(clone, TAG);
  return { clone, github, hub };
}

/** Each run on a checkout of its own, as on GitHub. */
async function runRelease({ clone, github, hub }: World) {
  const workspace = await anotherCheckout(clone);
  const { release } = readWorkflow('release.yml').jobs;
  if (release === undefined) throw new TypeError('release.yml has no job of that name');
  const result = await runJob(release, {
    workspace,
    contexts: {
      github: { token: github.token, ref_name: TAG },
      secrets: hub.secrets,
      vars: hub.vars,
    },
    environment: {
      ...withoutToken(github),
      GITHUB_REF: `refs/tags/${TAG}`,
      GITHUB_REF_NAME: TAG,
      GITHUB_REF_TYPE: 'tag',
    },
  });
  return { ...result, workspace };
}

async function runPromote(
  { clone, github, hub }: World,
  inputs: Readonly<Record<string, unknown>>,
) {
  const workspace = await anotherCheckout(clone);
  const { promote } = readWorkflow('promote.yml').jobs;
  if (promote === undefined) throw new TypeError('promote.yml has no job of that name');
  return runJob(promote, {
    workspace,
    contexts: { github: { token: github.token }, secrets: hub.secrets, vars: hub.vars, inputs },
    environment: {
      ...withoutToken(github),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REF_NAME: 'main',
      GITHUB_REF_TYPE: 'branch',
    },
  });
}

function withoutToken({ environment }: FakeGithub): Readonly<Record<string, string>> {
  const { GITHUB_TOKEN: _token, ...rest } = environment;
  return rest;
}

function filesOf({ releases }: FakeGithub): Readonly<Record<string, string>> {
  return Object.fromEntries(
    releases.flatMap(({ assets }) =>
      assets.map(({ name, bytes }) => [name, bytes.toString('utf8')] as const),
    ),
  );
}

/** What the artifacts of the only version hold, without the run's own record. */
async function artifactsIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder)).filter((name) => name !== 'run.json');
  const texts = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}

function secretsOf({ github, hub }: World): readonly string[] {
  const key = hub.secrets['DEVHUB_JWT_KEY'] ?? '';
  return [github.token, hub.hub.login.accessToken, key, key.split('\n')[1] ?? key];
}

function versionsIn(result: JobResult): readonly Readonly<Record<string, unknown>>[] {
  return JSON.parse(result.outputs['versions'] ?? '[]') as readonly Readonly<
    Record<string, unknown>
  >[];
}

describe('the release workflow', () => {
  it('makes a version and its release of a tag, once, and tells later steps and people', async ({
    expect,
  }) => {
    const world = await makeWorld();

    const first = await runRelease(world);

    expect(first.log).toContain('::group::Acme Connector');
    expect(first.hasFailed, first.log).toBe(false);
    const { versions } = await world.hub.hub.records();
    expect(versions).toHaveLength(1);
    expect(first.outputs).toMatchObject({
      version: '1.4.0',
      'version-id': expect.stringMatching(/^04t\w{15}$/),
      'package-id': expect.stringMatching(/^0Ho\w{15}$/),
      state: 'beta',
      'release-url': 'https://github.com/acme/connector/releases/tag/v1.4.0',
    });
    expect(versionsIn(first)).toMatchObject([
      { package: 'Acme Connector', version: '1.4.0', build: 1, state: 'beta', rehearsal: true },
    ]);
    expect(first.steps['release']?.outputs['rehearsal']).toBe('true');
    const directory = first.steps['release']?.outputs['artifacts-directory'] ?? '';
    expect(filesOf(world.github)).toEqual(await artifactsIn(directory));
    expect(world.github.releases).toMatchObject([
      { tag_name: TAG, name: 'v1.4.0 (REHEARSAL)', draft: false, prerelease: true },
    ]);
    expect(world.github.releases[0]?.body).toContain(first.outputs['version-id']);
    expect(first.summary).toContain('REHEARSAL');
    expect(first.summary).toContain('## Acme Connector 1.4.0: beta');
    expect(first.summary).toContain(`p0=${first.outputs['version-id'] ?? ''}`);
    expect(first.summary).toContain('+      "versionNumber": "1.4.0.NEXT"');
    expect(first.used.map(({ uses }) => uses.split('@')[0])).toEqual([
      'actions/checkout',
      'actions/setup-node',
      'actions/upload-artifact',
    ]);
    for (const secret of secretsOf(world))
      expect(`${first.log}${first.summary}${JSON.stringify(first.steps)}`).not.toContain(secret);

    const writes = world.github.writes().length;
    const second = await runRelease(world);

    expect(second.hasFailed, second.log).toBe(false);
    expect(second.outputs).toEqual({
      ...first.outputs,
      versions: first.outputs['versions']?.replaceAll(first.workspace, second.workspace),
    });
    expect(second.log).toContain('it is up to date already');
    expect(world.github.writes()).toHaveLength(writes);
    expect((await world.hub.hub.records()).versions).toEqual(versions);

    const promoted = await runPromote(world, { tag: TAG, 'accept-removed-metadata': false });

    expect(promoted.hasFailed, promoted.log).toBe(false);
    expect(promoted.outputs).toMatchObject({
      version: '1.4.0',
      'version-id': first.outputs['version-id'],
      state: 'released',
      'release-url': first.outputs['release-url'],
    });
    expect(world.github.releases).toMatchObject([{ prerelease: false, draft: false }]);
    expect(filesOf(world.github)['install-links.json']).toContain('"state": "released"');

    const again = await runPromote(world, { tag: TAG, 'accept-removed-metadata': true });

    expect(again.hasFailed, again.log).toBe(false);
    expect(again.log).toContain('it is up to date already');
  });

  it('goes on after a run that ended between the release and its files', async ({ expect }) => {
    const world = await makeWorld();
    world.github.silentAfterWrites = 1;

    const broken = await runRelease(world);
    world.github.silentAfterWrites = undefined;

    expect(broken.hasFailed).toBe(true);
    expect(broken.log).toMatch(/^::error title=GITHUB_UNREACHABLE%3A .*::/m);
    expect(broken.summary).toContain('## GITHUB_UNREACHABLE');
    expect(broken.summary).toContain('What to do next');
    expect(broken.outputs['version']).toBe('1.4.0');
    expect(world.github.releases).toMatchObject([{ draft: true }]);
    expect(world.github.releases[0]?.assets).toHaveLength(1);

    const second = await runRelease(world);

    expect(second.hasFailed, second.log).toBe(false);
    expect(second.outputs['version-id']).toBe(broken.outputs['version-id']);
    expect(world.github.releases).toMatchObject([{ draft: false }]);
    expect(filesOf(world.github)).toEqual(
      await artifactsIn(second.steps['release']?.outputs['artifacts-directory'] ?? ''),
    );
    expect((await world.hub.hub.records()).versions).toHaveLength(1);
  });

  it('spends nothing where GitHub would not take the release', async ({ expect }) => {
    const world = await makeWorld();
    world.github.tags.clear();

    const result = await runRelease(world);

    expect(result.hasFailed).toBe(true);
    expect(result.log).toMatch(/^::error title=GITHUB_TAG_MISSING/m);
    expect((await world.hub.hub.records()).createRequests).toEqual([]);
    expect(result.outputs['versions']).toBe('[]');
  });

  it('refuses to rehearse where the secrets are not there', async ({ expect }) => {
    const world = await makeWorld();

    const result = await runRelease({
      ...world,
      hub: { ...world.hub, secrets: {}, vars: {} },
    });

    expect(result.hasFailed).toBe(true);
    expect(result.log).toMatch(/^::error title=NO_DEV_HUB/m);
    expect(world.github.writes()).toEqual([]);
  });
});
