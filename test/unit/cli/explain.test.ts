import { describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/cli.ts';
import { ERRORS, EXIT } from '../../../src/domain/error-catalogue/error-codes.ts';
import { capturedStream } from '../reporters/captured-stream.ts';

async function explain(...words: readonly string[]) {
  const stdout = capturedStream();
  const stderr = capturedStream();
  const exitCode = await runCli(['explain', ...words], {
    environment: {},
    stdout,
    stderr,
    isInteractive: false,
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

describe('explain', () => {
  it('prints the entry of a code', async () => {
    const { exitCode, stdout, stderr } = await explain('APP_IS_LOCAL');

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatchInlineSnapshot(`
      "APP_IS_LOCAL  The app is not meant for distribution.

        why              A Local app works in the org only where it was made: customers could never log in with it.
        found            its Distribution State
        wanted           Packaged
        whose turn       you
        run again?       only after something has changed
        exit code        4

      What to do next:
        1. In the Dev Hub: Setup › External Client App Manager › the app › Edit › Basic Information › Distribution State: Packaged.
      "
    `);
  });

  it.each([[['invalid_grant:', 'audience', 'is', 'invalid']], [['LOGIN_ASSERTION_REFUSED']]])(
    'takes a text of Salesforce like a code: %j',
    async (words) => {
      const { stdout } = await explain(...words, '--json');

      expect(JSON.parse(stdout)).toMatchObject({
        kind: 'eca-release/explanation',
        formatVersion: 1,
        code: 'LOGIN_ASSERTION_REFUSED',
        retryable: false,
        turn: 'you',
        exitCode: EXIT.access,
      });
    },
  );

  it('lists every code where none is asked for', async () => {
    const { exitCode, stdout } = await explain();

    expect(exitCode).toBe(0);
    for (const code of Object.keys(ERRORS)) expect(stdout).toContain(`  ${code}  `);
  });

  it('suggests the code that was probably meant', async () => {
    const { exitCode, stdout, stderr } = await explain('APP_IS_LOKAL');

    expect([exitCode, stdout]).toEqual([EXIT.input, '']);
    expect(stderr).toContain('Did you mean APP_IS_LOCAL?');
  });

  it('says whom to ask about a text that has no entry', async () => {
    const { stderr } = await explain('Something', 'went', 'wrong');

    expect(stderr).toContain('is for Salesforce Support: quote it as it is');
  });

  it('does not repeat what looks like a secret', async () => {
    const { stderr } = await explain('force://PlatformCLI::token@acme.my.salesforce.com');

    expect(stderr).toContain('[hidden]');
    expect(stderr).not.toContain('token@');
  });

  it('tells in one document that it does not know a code', async () => {
    const { exitCode, stdout } = await explain('APP_IS_LOKAL', '--json');

    expect(exitCode).toBe(EXIT.input);
    expect(JSON.parse(stdout)).toMatchObject({ verb: 'explain', failure: { code: 'USAGE' } });
  });
});
