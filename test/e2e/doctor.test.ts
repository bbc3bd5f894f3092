import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/domain/doctor/all-checks.ts';
import type { RunRecord } from '../../src/domain/run-record.ts';
import { filesBelow, fingerprintOf } from '../support/folder-contents.ts';
import { ALIAS } from '../support/logged-in-home.ts';
import { runEcaRelease } from '../support/run-eca-release.ts';
import { leaksIn } from '../support/leaks.ts';
import { changeHub, openTestbed, type Testbed } from '../support/testbed.ts';

async function doctor({ projectDir, home }: Testbed, ...flags: readonly string[]) {
  return runEcaRelease(['doctor', '--target-dev-hub', ALIAS, ...flags], { cwd: projectDir, home });
}

describe('doctor', () => {
  it('says in one document that a release can succeed, and changes nothing', async () => {
    const testbed = await openTestbed();
    const files = await fingerprintOf(testbed.projectDir, ['.git']);
    const records = await testbed.hub.records();

    const { exitCode, stdout, stderr } = await doctor(testbed, '--json');

    const record = JSON.parse(stdout) as RunRecord;
    expect({ exitCode, stderr, outcome: record.outcome }).toEqual({
      exitCode: 0,
      stderr: '',
      outcome: 'succeeded',
    });
    expect(record.doctor?.counts).toMatchObject({ fail: 0, unknown: 0 });
    // Nobody asked for a target org or a Connected App, and this checkout has no workflow.
    const asked = new Set(record.doctor?.findings.map(({ check }) => check));
    const others = CHECKS.filter(({ id }) => !asked.has(id));
    expect(new Set(others.map(({ area }) => area))).toEqual(
      new Set(['targets', 'github', 'migration']),
    );
    expect(await fingerprintOf(testbed.projectDir, ['.git'])).toEqual(files);
    expect(await testbed.hub.records()).toEqual(records);
  });

  it.each([
    ['access-token', 'warn'],
    ['refresh-token', 'pass'],
  ] as const)('says of a login of the sf CLI with %s whether it lasts', async (login, verdict) => {
    const testbed = await openTestbed({ login });

    const { stdout } = await doctor(testbed, '--json');

    const record = JSON.parse(stdout) as RunRecord;
    const verdicts = record.doctor?.findings.filter(({ check }) => check === 'session-end');
    expect(verdicts?.map((finding) => finding.verdict)).toEqual([verdict]);
  });

  it('tells people what is amiss, with its evidence and its fix', async () => {
    const testbed = await openTestbed();

    const { exitCode, stdout, stderr } = await doctor(
      testbed,
      '--connected-app',
      'Nowhere',
      '--target-org',
      'nobody',
    );

    expect(exitCode).toBe(2);
    expect(stdout).toContain(
      'The Connected App can be migrated in Setup (Nowhere)  fail (connected-app)',
    );
    expect(stdout).toContain('The target org can be reached (nobody)  fail (target-reachable)');
    expect(stdout).toContain('- Log in: sf org login web --alias nobody');
    expect(stderr).toContain('NOT_READY');
    expect(stderr).toContain('target-reachable (nobody), connected-app (Nowhere)');
  });

  it('shows nothing of the consumer key and secret of a Connected App', async () => {
    const secrets = [`3MVG9.${'CanaryKey'.repeat(8)}`, 'CANARY5EC2E7'.repeat(5)];
    const testbed = await changeHub(await openTestbed(), (seed) => ({
      ...seed,
      metadata: [{ type: 'ConnectedApp', name: 'Old_App', xml: connectedApp(secrets) }],
    }));

    const { stdout, stderr } = await doctor(testbed, '--connected-app', 'Old_App', '--debug');
    const { stdout: document } = await doctor(testbed, '--connected-app', 'Old_App', '--json');

    expect(stdout).toContain('The Connected App can be migrated in Setup (Old_App)  warn');
    const files = await filesBelow(testbed.projectDir, ['config']);
    expect(
      leaksIn(
        [
          { name: 'what it says', text: stdout + stderr + document },
          ...files.map(({ path, bytes }) => ({ name: path, text: bytes.toString('latin1') })),
        ],
        secrets,
      ),
    ).toEqual([]);
  });
});

function connectedApp([key = '', secret = '']: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata">
    <label>Old App</label>
    <oauthConfig>
        <consumerKey>${key}</consumerKey>
        <consumerSecret>${secret}</consumerSecret>
    </oauthConfig>
</ConnectedApp>
`;
}
