import { describe, it } from 'vitest';
import type { ReleaseError } from '../../../src/domain/errors.ts';
import { openGithubReleaseHost } from '../../../src/github/release-host.ts';
import type { HostedPackage, HostedRelease } from '../../../src/ports/release-host.ts';
import { startFakeGithub, type FakeGithub, type Fault } from '../../github/fake-github.ts';

const BETA: HostedPackage = {
  key: 'Acme-Connector',
  isBeta: true,
  markdown: '# Acme Connector 1.4.0\n\nA beta.',
  files: [
    { name: 'install-links.md', bytes: Buffer.from('# Acme Connector: beta') },
    { name: 'package.xml', bytes: Buffer.from('<Package/>') },
    { name: 'SHA256SUMS', bytes: Buffer.from('aaaa  install-links.md') },
  ],
};
const RELEASED: HostedPackage = {
  ...BETA,
  isBeta: false,
  markdown: '# Acme Connector 1.4.0\n\nReleased.',
  files: [
    { name: 'install-links.md', bytes: Buffer.from('# Acme Connector: released') },
    { name: 'package.xml', bytes: Buffer.from('<Package/>') },
    { name: 'SHA256SUMS', bytes: Buffer.from('bbbb  install-links.md') },
  ],
};
const BAD_GATEWAY: Fault['does'] = { kind: 'answer', status: 502, body: 'Bad Gateway' };

async function publish(github: FakeGithub, changes: Partial<HostedRelease> = {}) {
  const [owner = '', repo = ''] = github.repository.split('/');
  const host = openGithubReleaseHost(
    { apiUrl: github.apiUrl, token: github.token, owner, repo },
    { now: () => 0, sleep: async () => undefined },
    new AbortController().signal,
  );
  try {
    return await host.publish({
      tag: 'v1.4.0',
      isRehearsal: false,
      packages: [BETA],
      ...changes,
    });
  } finally {
    await host.close();
  }
}

/** Names and contents as somebody would download them. */
function filesOf({ releases: [release] }: FakeGithub): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (release?.assets ?? []).map(({ name, state, bytes }) => [
      name,
      state === 'uploaded' ? bytes.toString('utf8') : state,
    ]),
  );
}

function filesWanted({ files }: HostedPackage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('utf8')]),
  );
}

describe('publishing a release on GitHub', () => {
  it('makes it public once all of its files are there, a beta as a pre-release', async ({
    expect,
  }) => {
    const github = await startFakeGithub();

    const outcome = await publish(github);

    expect(github.writes()).toEqual([
      'POST /repos/acme/connector/releases',
      ...['install-links.md', 'package.xml', 'SHA256SUMS'].map(
        (name) => `POST /repos/acme/connector/releases/1001/assets?name=${name}`,
      ),
      'PATCH /repos/acme/connector/releases/1001',
    ]);
    expect(github.releases).toMatchObject([
      { tag_name: 'v1.4.0', name: 'v1.4.0', draft: false, prerelease: true },
    ]);
    expect(github.releases[0]?.body).toContain('A beta.');
    expect(filesOf(github)).toEqual(filesWanted(BETA));
    expect(outcome).toEqual({
      url: 'https://github.com/acme/connector/releases/tag/v1.4.0',
      changes: ['made it', 'attached install-links.md, package.xml, SHA256SUMS', 'made it public'],
      warnings: [],
    });
  });

  it('changes nothing the second time', async ({ expect }) => {
    const github = await startFakeGithub();
    const first = await publish(github);
    const writesBefore = github.writes().length;

    const second = await publish(github);

    expect(second).toEqual({ url: first.url, changes: [], warnings: [] });
    expect(github.writes()).toHaveLength(writesBefore);
  });

  it('replaces what a promotion changed, and nothing else', async ({ expect }) => {
    const github = await startFakeGithub();
    await publish(github);
    const kept = github.releases[0]?.assets.find(({ name }) => name === 'package.xml')?.id;

    const outcome = await publish(github, { packages: [RELEASED] });

    expect(outcome.changes).toEqual([
      'attached install-links.md, SHA256SUMS',
      'wrote its text',
      'marked it as released',
    ]);
    expect(filesOf(github)).toEqual(filesWanted(RELEASED));
    expect(github.releases).toMatchObject([{ draft: false, prerelease: false }]);
    expect(github.releases[0]?.assets.find(({ name }) => name === 'package.xml')?.id).toBe(kept);
  });

  it('never shows a release without a file that it had', async ({ expect }) => {
    const github = await startFakeGithub();
    await publish(github);
    github.requests.length = 0;

    await publish(github, { packages: [RELEASED] });

    const about = github.writes().filter((write) => /assets/.test(write));
    expect(about.map((write) => write.split(' ')[0])).toEqual([
      'POST',
      'DELETE',
      'PATCH',
      'POST',
      'DELETE',
      'PATCH',
    ]);
    expect(about[0]).toMatch(/name=install-links\.md\.incoming-[0-9a-f]{12}$/);
  });

  it.for<[string, RegExp, Fault['does']]>([
    ['the first answer that never came', /^GET .*git/, { kind: 'reset' }],
    ['a server in trouble', /^GET .*\/releases\?/, BAD_GATEWAY],
    [
      "a proxy's login page",
      /^GET .*\/releases\/tags/,
      { kind: 'answer', status: 200, body: '<html>Log in</html>', type: 'text/html' },
    ],
    ['a draft whose answer was lost', /^POST .*\/releases$/, { kind: 'lost-answer' }],
    ['an upload that broke', /^POST .*package\.xml/, { kind: 'broken-upload' }],
    ['an upload whose answer was lost', /^POST .*package\.xml/, { kind: 'lost-answer' }],
    ['an upload that was refused for a while', /^POST .*SHA256SUMS/, BAD_GATEWAY],
    [
      'a rate limit',
      /^GET .*\/assets/,
      { kind: 'answer', status: 403, body: '{"message":"API rate limit exceeded"}' },
    ],
  ])('survives %s', async ([, on, does], { expect }) => {
    const github = await startFakeGithub();
    github.faults.push({ on, does });

    await publish(github);

    expect(github.faults).toEqual([]);
    expect(github.releases).toMatchObject([{ draft: false }]);
    expect(filesOf(github)).toEqual(filesWanted(BETA));
  });

  it('goes on at every request where an earlier run ended', async ({ expect }) => {
    const whole = await startFakeGithub();
    await publish(whole);
    await publish(whole, { packages: [RELEASED] });
    const writes = whole.writes().length;

    for (let answered = 0; answered < writes; answered += 1) {
      const github = await startFakeGithub();
      github.silentAfterWrites = answered;
      await publish(github)
        .then(async () => publish(github, { packages: [RELEASED] }))
        .catch(() => undefined);
      github.silentAfterWrites = undefined;

      await publish(github);
      await publish(github, { packages: [RELEASED] });

      expect(github.releases).toMatchObject([{ draft: false, prerelease: false }]);
      expect(filesOf(github)).toEqual(filesWanted(RELEASED));
    }
  });

  it('keeps what people wrote into the text', async ({ expect }) => {
    const github = await startFakeGithub();
    await publish(github);
    const [release] = github.releases;
    if (release !== undefined)
      release.body = `Hello!\r\n\r\n${release.body.replaceAll('\n', '\r\n')}\r\n\r\nThanks to Kim.`;

    const same = await publish(github);
    await publish(github, { packages: [RELEASED] });

    expect(same.changes).toEqual([]);
    expect(release?.body).toMatch(
      /^Hello!\r\n\r\n<!--[\s\S]*Released\.[\s\S]*\r\n\r\nThanks to Kim\.$/,
    );
    expect(release?.body).not.toContain('A beta.');
  });

  it('only adds its own part to a release that somebody else made', async ({ expect }) => {
    const github = await startFakeGithub();
    github.releases.push({
      id: 7,
      tag_name: 'v1.4.0',
      name: 'Spring',
      body: 'By hand.',
      draft: true,
      prerelease: false,
      immutable: false,
      assets: [],
    });

    const first = await publish(github);
    const second = await publish(github);

    expect(github.releases).toMatchObject([
      { name: 'Spring', draft: true, prerelease: false, assets: [] },
    ]);
    expect(github.releases[0]?.body).toMatch(/^By hand\.\n\n<!-- eca-release:begin[\s\S]*A beta\./);
    expect(first.changes).toEqual(['wrote the links into its text']);
    expect(first.warnings).toEqual([expect.stringContaining('did not make the release')]);
    expect(second.changes).toEqual([]);
  });

  it('keeps the parts of several packages, and calls all a pre-release while one is a beta', async ({
    expect,
  }) => {
    const github = await startFakeGithub();
    const other = { ...RELEASED, key: 'Acme-Billing', files: [] };
    await publish(github, { packages: [BETA, other] });

    await publish(github, { packages: [{ ...other, markdown: 'Billing, again.' }] });

    expect(github.releases).toMatchObject([{ prerelease: true }]);
    expect(github.releases[0]?.body).toMatch(/A beta\.[\s\S]*Billing, again\./);

    await publish(github, { packages: [RELEASED] });

    expect(github.releases).toMatchObject([{ prerelease: false }]);
  });

  it('leaves the files of an immutable release alone, and says so', async ({ expect }) => {
    const github = await startFakeGithub();
    github.isImmutable = true;
    await publish(github);

    const { warnings } = await publish(github, { packages: [RELEASED] });

    expect(warnings).toEqual([expect.stringContaining('immutable')]);
    expect(filesOf(github)).toEqual(filesWanted(BETA));
    expect(github.releases).toMatchObject([{ prerelease: false }]);
  });

  it('compares sizes where a server has no digests', async ({ expect }) => {
    const github = await startFakeGithub();
    github.hasDigests = false;
    await publish(github);

    const second = await publish(github);
    await publish(github, { packages: [RELEASED] });

    expect(second.changes).toEqual([]);
    expect(filesOf(github)).toEqual(filesWanted(RELEASED));
  });

  it('finds its draft among many pages of releases', async ({ expect }) => {
    const github = await startFakeGithub();
    github.faults.push({
      on: /^POST .*\/assets/,
      does: { kind: 'answer', status: 404, body: '{}' },
    });
    await publish(github).catch(() => undefined);
    for (let id = 1; id <= 230; id += 1)
      github.releases.push({
        id,
        tag_name: `v0.${String(id)}.0`,
        name: '',
        body: '',
        draft: false,
        prerelease: false,
        immutable: false,
        assets: [],
      });

    await publish(github);

    expect(github.releases.filter(({ tag_name }) => tag_name === 'v1.4.0')).toMatchObject([
      { draft: false },
    ]);
  });

  it.for<[string, string, (github: FakeGithub) => void]>([
    ['a tag that GitHub does not know', 'GITHUB_TAG_MISSING', (github) => github.tags.clear()],
    [
      'a token that may not write',
      'GITHUB_REFUSED',
      (github) =>
        github.faults.push({
          on: /^POST/,
          does: {
            kind: 'answer',
            status: 403,
            body: '{"message":"Resource not accessible by integration"}',
          },
        }),
    ],
    [
      'a server that stays away',
      'GITHUB_UNREACHABLE',
      (github) => {
        for (let more = 0; more < 10; more += 1)
          github.faults.push({ on: /./, does: { kind: 'reset' } });
      },
    ],
  ])('explains %s', async ([, code, spoil], { expect }) => {
    const github = await startFakeGithub();
    spoil(github);

    const error = await publish(github).catch((thrown: unknown) => thrown as ReleaseError);

    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error)).not.toContain(github.token);
    expect(github.releases).toEqual([]);
    expect([...github.tags]).toEqual(code === 'GITHUB_TAG_MISSING' ? [] : ['v1.4.0']);
  });

  it('sends the token to nobody over plain http', async ({ expect }) => {
    const open = (): unknown =>
      openGithubReleaseHost(
        { apiUrl: 'http://github.example/api/v3', token: 'x', owner: 'acme', repo: 'connector' },
        { now: () => 0, sleep: async () => undefined },
        new AbortController().signal,
      );

    expect(open).toThrow(expect.objectContaining({ code: 'GITHUB_NOT_SET_UP' }));
  });
});
