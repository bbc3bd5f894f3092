import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALIAS } from '../support/logged-in-home.ts';
import { git, makeProject } from '../support/make-project.ts';
import { changeSeed, configure, demoPackage } from '../support/project-settings.ts';
import { runEcaRelease } from '../support/run-eca-release.ts';
import { openTestbed } from '../support/testbed.ts';

const OAUTH_SETTINGS =
  'force-app/main/default/extlClntAppOauthSettings/Partner_Login.ecaOauth-meta.xml';

async function projectWithScopes(scopes: string): Promise<string> {
  const projectDir = await makeProject();
  const path = join(projectDir, OAUTH_SETTINGS);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('Api, RefreshToken, OpenID', scopes));
  return projectDir;
}

describe('eca-release lint', () => {
  it('finds nothing wrong with the demo app, without an org, a key or a network', async () => {
    const projectDir = await makeProject();
    await configure(projectDir, {
      packages: [demoPackage({ installationKey: { fromEnvironment: 'NOBODY_SET_THIS' } })],
      devHub: 'an-org-that-nobody-logged-in-to',
    });

    const { exitCode, stdout, stderr } = await runEcaRelease(['lint'], { cwd: projectDir });

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^lint +done +\d+ rules on 3 files: no errors, no warnings/m);
    expect(stdout).toContain('because no Dev Hub was asked; --with-hub asks the configured one');
    expect(await git(projectDir, 'status', '--porcelain')).toBe('');
  });

  it('finds nothing wrong with the demo app in its hub either, and leaves the project alone', async () => {
    const projectDir = await makeProject();

    const { exitCode, stdout } = await runEcaRelease(['lint', '--with-hub', '--json'], {
      cwd: projectDir,
    });

    expect(exitCode).toBe(0);
    const { lint } = JSON.parse(stdout);
    expect(lint.unjudged).toEqual([]);
    expect(lint.findings.map(({ rule }: { rule: string }) => rule)).toEqual(['ip-relaxation']);
    expect(await git(projectDir, 'status', '--porcelain')).toBe('');
  });

  it('fails with the line, the word and what to do, and writes SARIF all the same', async () => {
    const projectDir = await projectWithScopes('Full, RefreshToken');

    const { exitCode, stdout, stderr } = await runEcaRelease(['lint', '--sarif', 'lint.sarif'], {
      cwd: projectDir,
    });

    expect(exitCode).toBe(2);
    expect(stdout).toContain(
      [
        `${OAUTH_SETTINGS}:3:32  error  full-scope`,
        '  Acme_Connector asks to do everything that the user may do',
        '    3 | <commaSeparatedOauthScopes>Full, RefreshToken</commaSeparatedOauthScopes>',
        '      |                            ^^^^',
      ].join('\n'),
    );
    expect(stderr).toContain('LINT_FAILED  Lint found 1 error');
    const sarif = JSON.parse(await readFile(join(projectDir, 'lint.sarif'), 'utf8'));
    expect(sarif.runs[0].results).toMatchObject([
      {
        ruleId: 'full-scope',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: OAUTH_SETTINGS },
              region: { startLine: 3, startColumn: 32, endLine: 3, endColumn: 36 },
            },
          },
        ],
      },
    ]);
  });

  it('prints one JSON document, with every finding', async () => {
    const projectDir = await projectWithScopes('Full, Web');

    const { exitCode, stdout } = await runEcaRelease(['lint', '--json'], { cwd: projectDir });

    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      verb: 'lint',
      isRehearsal: false,
      outcome: 'failed',
      failure: { code: 'LINT_FAILED', exitCode: 2, found: 'full-scope' },
      lint: {
        findings: [
          { rule: 'full-scope', severity: 'error', location: { file: OAUTH_SETTINGS, line: 3 } },
          { rule: 'wide-scopes', severity: 'warning' },
        ],
      },
    });
  });

  it('keeps to what the configuration says, and shows why', async () => {
    const projectDir = await projectWithScopes('Full, RefreshToken');
    await configure(projectDir, {
      lint: {
        rules: { 'full-scope': { severity: 'off', reason: 'Until the next major version.' } },
      },
    });

    const { exitCode, stdout } = await runEcaRelease(['lint'], { cwd: projectDir });

    expect(exitCode).toBe(0);
    expect(stdout).toContain('switched off: full-scope (Until the next major version.)');
  });

  it('writes no SARIF where it could not finish: code scanning would close every alert', async () => {
    const projectDir = await makeProject();
    await rm(join(projectDir, 'sfdx-project.json'));

    const { exitCode } = await runEcaRelease(['lint', '--sarif', 'lint.sarif'], {
      cwd: projectDir,
    });

    expect(exitCode).toBe(2);
    await expect(readFile(join(projectDir, 'lint.sarif'))).rejects.toThrow('ENOENT');
  });

  it('names files from the root of the repository where the project is a folder of it', async () => {
    const projectDir = await projectWithScopes('Full, RefreshToken');

    const { stdout } = await runEcaRelease(['lint', '--sarif', 'lint.sarif'], {
      cwd: projectDir,
      environment: { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: join(projectDir, '..') },
    });

    expect(stdout).toContain(
      `::error file=project/${OAUTH_SETTINGS},line=3,col=32,title=full-scope`,
    );
    const sarif = await readFile(join(projectDir, 'lint.sarif'), 'utf8');
    expect(sarif).toContain(`"uri": "project/${OAUTH_SETTINGS}"`);
  });

  it('prints the partner mandate with its checklist', async () => {
    const projectDir = await makeProject();

    const { exitCode, stdout } = await runEcaRelease(
      ['lint', '--rule-set', 'partner-mandate-2026', '--with-hub'],
      { cwd: projectDir },
    );

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/4 rules on 3 files: no errors, no warnings/);
    expect(stdout).toContain(
      '[ ] Refresh tokens are taken from the addresses of your servers only',
    );
  });

  it('suggests the rule set that was meant', async () => {
    const projectDir = await makeProject();

    const { exitCode, stderr } = await runEcaRelease(['lint', '--rule-set', 'mandate'], {
      cwd: projectDir,
    });

    expect(exitCode).toBe(2);
    expect(stderr).toContain('partner-mandate-2026');
  });

  it('judges the flags of a real hub, and tells no secret of it', async () => {
    const { projectDir, home } = await openTestbed();
    const run = async (verb: string, ...flags: readonly string[]) =>
      runEcaRelease([verb, '--target-dev-hub', ALIAS, ...flags], { cwd: projectDir, home });

    const retrieved = await run('retrieve');
    const linted = await run('lint', '--json');

    expect(retrieved.stdout).toMatch(/^lint +done/m);
    expect([retrieved.exitCode, linted.exitCode]).toEqual([0, 0]);
    expect(JSON.parse(linted.stdout)).toMatchObject({ isRehearsal: false, lint: { unjudged: [] } });
    expect(linted.stdout).not.toMatch(/3MVG9|E1B2EDDE/);
  });
});

describe('a release whose app lint objects to', () => {
  it('builds nothing, and says where', async () => {
    const projectDir = await makeProject();
    const seed = await readFile(join(projectDir, 'config/embedded-hub.yaml'), 'utf8');
    expect(seed).toContain('isRefreshTokenRotationEnabled: true');
    await writeFile(
      join(projectDir, 'config/embedded-hub.yaml'),
      seed.replaceAll(
        'isRefreshTokenRotationEnabled: true',
        'isRefreshTokenRotationEnabled: false',
      ),
    );
    await changeSeed(projectDir, {});

    const { exitCode, stdout, stderr } = await runEcaRelease(['release'], { cwd: projectDir });

    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/Acme_Connector\.eca-meta\.xml:2:1 {2}error {2}refresh-token-rotation/);
    expect(stdout).not.toMatch(/^package/m);
    expect(stderr).toContain('LINT_FAILED');
  });
});
