import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { assumptionsDocument } from '../../scripts/write-assumptions-doc.ts';
import { behaviourStatements } from '../../scripts/behaviour-statements.ts';
import { startSeededHub } from '../support/seeded-hub.ts';
import { contracts } from './contracts/contracts.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

describe('test:real-hub', () => {
  it('finds that a hub which does all that BEHAVIOUR.md says holds every contract', async ({
    expect,
  }) => {
    const hub = await startSeededHub();

    const { code, output } = await run(
      ['--spend', 'package', '--spend', 'version'],
      hub.tokenLogin,
    );

    expect(output).toContain(`${contracts.length} held, 0 did not, 0 not tried`);
    expect(code).toBe(0);
    expect(await hub.records()).toMatchObject({ packages: [], createRequests: [] });
  });

  it('spends nothing unless it is told to, and says what it left out', async ({ expect }) => {
    const hub = await startSeededHub();

    const { output } = await run(['--only', 'packages /'], hub.tokenLogin);

    expect(output).toContain(
      'not tried       packages / without a name are refused (--spend package)',
    );
    expect(hub.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('says what a hub does instead', async ({ expect }) => {
    const hub = await startSeededHub((seed) => ({
      ...seed,
      faults: [
        {
          match: { path: '/no-such-resource' },
          action: { status: 418, body: [{ errorCode: 'TEAPOT', message: 'short and stout' }] },
          times: 1,
          nth: 1,
          commits: false,
        },
      ],
    }));

    const { code, output } = await run(['--only', 'an unknown resource'], hub.tokenLogin);

    expect(output).toContain('BROKEN  known  the REST API / answers an unknown resource');
    expect(output).toContain('TEAPOT');
    expect(code).toBe(1);
  });

  it('explains itself without a login', async ({ expect }) => {
    const { code, output } = await run([], {});

    expect(code).toBe(2);
    expect(output).toContain('--target-dev-hub');
  });

  it('asks only for sentences that BEHAVIOUR.md has', ({ expect }) => {
    const written = new Set(
      behaviourStatements().map(({ subject, statement }) => `${subject} / ${statement}`),
    );

    const strangers = contracts
      .map(({ subject, statement }) => `${subject} / ${statement}`)
      .filter((name) => !written.has(name));

    expect(strangers).toEqual([]);
  });
});

it('docs/assumptions.md is what scripts/write-assumptions-doc.ts writes', ({ expect }) => {
  const shipped = readFileSync(new URL('../../docs/assumptions.md', import.meta.url), 'utf8');

  expect(shipped).toBe(assumptionsDocument());
});

async function run(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const { SF_ACCESS_TOKEN: _, SF_ORG_INSTANCE_URL: __, ...rest } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...rest, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { code: child.exitCode, output };
}
