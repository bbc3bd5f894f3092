import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEcaRelease } from '../support/run-eca-release.ts';
import { SHIPPED_SEED } from '../support/shipped-seed.ts';

const ADDRESS = /listens on (?<url>http:\/\/127\.0\.0\.1:\d+)/;

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'eca-release-hub-command-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The real process; `said` resolves with all that it printed when it listens. */
async function startHub(flags: readonly string[]) {
  const folder = await emptyFolder();
  const { child, finished } = startEcaRelease(
    ['hub', '--seed', SHIPPED_SEED, '--state', join(folder, 'state'), '--port', '0', ...flags],
    { cwd: folder },
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  const listens = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('Ctrl-C stops it.')) resolve(said);
    });
  });
  return { child, finished, listens, folder };
}

async function urlOf(listens: Promise<string>): Promise<string> {
  return ADDRESS.exec(await listens)?.groups?.['url'] ?? '';
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}

describe('eca-release hub', () => {
  it('says how to log in to each of its orgs, and every login that it prints works', async () => {
    const { listens } = await startHub([]);
    const said = await listens;
    const url = ADDRESS.exec(said)?.groups?.['url'] ?? '';
    const tokens = [...said.matchAll(/SF_ACCESS_TOKEN='([^']+)' sf org login/g)].map(
      ([, token = '']) => token,
    );

    const users = await Promise.all(
      tokens.map(async (token) => {
        const answer = await fetch(`${url}/services/oauth2/userinfo`, {
          headers: { authorization: `Bearer ${token}` },
        });
        return ((await answer.json()) as { preferred_username: string }).preferred_username;
      }),
    );

    expect(users).toEqual([
      'admin@acme-dev-hub.example',
      'admin@acme-namespace.example',
      'admin@globex.example',
      'admin@initech.example.test',
    ]);
    for (const user of users) expect(said).toContain(user);
    expect(said).toContain(`sf org login web --instance-url ${url}`);
    expect(said).toContain('Acme Namespace, the org of the namespace acmeconnect');
    expect(said).toContain('Initech Sandbox, a sandbox');
    expect(said).not.toContain('org login jwt');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly on %s', async (signal) => {
    const { child, finished, listens } = await startHub([]);
    await listens;

    child.kill(signal);
    const { exitCode, stdout, stderr } = await finished;

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/Stopped; what it made is kept\.\n$/);
  });

  it('runs twice at once, on two ports', async () => {
    const hubs = [await startHub([]), await startHub([])];
    const urls = await Promise.all(hubs.map(async ({ listens }) => urlOf(listens)));

    expect(new Set(urls).size).toBe(2);
    expect(await Promise.all(urls.map(async (url) => statusOf(`${url}/services/data`)))).toEqual([
      200, 200,
    ]);
  });

  it('plays the faults of a scenario', async () => {
    const scenario = join(await emptyFolder(), 'scenario.yaml');
    await writeFile(
      scenario,
      'faults:\n  - match: { path: /services/data }\n    action: { status: 503 }\n',
    );
    const { listens } = await startHub(['--scenario', scenario]);
    const url = `${await urlOf(listens)}/services/data`;

    expect([await statusOf(url), await statusOf(url)]).toEqual([503, 200]);
  });

  it('names what is wrong in a scenario with file and line', async () => {
    const scenario = join(await emptyFolder(), 'scenario.yaml');
    await writeFile(scenario, 'faults:\n  - match: {}\n    action: explode\n');
    const { finished } = await startHub(['--scenario', scenario]);

    const { exitCode, stdout, stderr } = await finished;

    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('SCENARIO_INVALID');
    expect(stderr).toContain(`${scenario}:3`);
  });

  it('prints with --tls auth URLs for https, and which certificate to trust', async () => {
    const { listens, folder } = await startHub(['--tls']);
    const said = await listens;
    const [, authUrl = '', host = ''] =
      /echo '(force:\/\/PlatformCLI::REHEARSAL-refresh-token@([^']+))'/.exec(said) ?? [];
    const certificate = join(folder, 'state', 'embedded-hub-certificate.pem');

    const trusting = await statusThroughNode(`https://${host}/services/data`, certificate);

    expect(authUrl).not.toBe('');
    expect(said).toContain(`NODE_EXTRA_CA_CERTS='${certificate}'`);
    expect(trusting).toBe('200');
  });
});

/** In a process of its own: the variable is read when Node.js starts. */
async function statusThroughNode(url: string, certificate: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['-e', `fetch('${url}').then(({ status }) => console.log(status))`],
      { env: { NODE_EXTRA_CA_CERTS: certificate } },
      (error, stdout) => (error === null ? resolve(stdout.trim()) : reject(error)),
    );
  });
}
