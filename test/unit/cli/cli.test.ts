import { describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/cli.ts';
import { TOOL_VERSION } from '../../../src/cli/tool-version.ts';
import { EXIT } from '../../../src/domain/errors.ts';
import { capturedStream } from '../reporters/captured-stream.ts';

async function run(...argv: readonly string[]) {
  const stdout = capturedStream();
  const stderr = capturedStream();
  const exitCode = await runCli(argv, {
    environment: {},
    stdout,
    stderr,
    isInteractive: false,
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

describe('the command line', () => {
  it.each([['release'], ['retrieve'], ['promote'], ['links'], ['hub']])(
    'explains %s, and ends well',
    async (verb) => {
      const { exitCode, stdout, stderr } = await run(verb, '--help');

      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`Usage: eca-release ${verb}`);
    },
  );

  it('explains itself with every exit code that a run can have', async () => {
    const { exitCode, stdout } = await run('--help');

    expect(exitCode).toBe(0);
    for (const code of [0, ...Object.values(EXIT)])
      expect(stdout).toMatch(new RegExp(`^  ${code} +\\S`, 'm'));
  });

  it('tells its version', async () => {
    expect(await run('--version')).toEqual({
      exitCode: 0,
      stdout: `${TOOL_VERSION}\n`,
      stderr: '',
    });
  });

  it.each([
    ['no verb', []],
    ['a flag without a verb', ['--rehearse']],
    ['a verb that there is not', ['publish-everything']],
    ['a flag that there is not', ['release', '--dry-run']],
    ['a flag of another verb', ['retrieve', '--promote']],
    ['a flag without its value', ['release', '--target-dev-hub']],
    ['words that belong to nothing', ['release', 'now']],
  ])('takes %s for a mistake of the user, and says what there is', async (_what, argv) => {
    const { exitCode, stdout, stderr } = await run(...argv);

    expect([exitCode, stdout]).toEqual([EXIT.input, '']);
    expect(stderr).toMatch(/Usage:|--help/);
  });

  it.each([
    [['release', '--json', '--dry-run'], "Unknown option '--dry-run'", 'release'],
    [['retrieve', 'now', '--json'], "Too many arguments for 'retrieve'", 'retrieve'],
    [['--json'], "Unknown option '--json'", ''],
    [['relese', '--json'], "Unknown command 'relese'", ''],
    [['release', '--events', '--json'], 'cannot be used with', 'release'],
  ])('tells of %j in one JSON document', async (argv, message, verb) => {
    const { exitCode, stdout } = await run(...argv);

    expect(exitCode).toBe(EXIT.input);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'eca-release/run',
      verb,
      outcome: 'failed',
      failure: { code: 'USAGE', exitCode: EXIT.input, message: expect.stringContaining(message) },
    });
  });

  it('tells of arguments that it does not understand as an event, where events are asked for', async () => {
    const { stdout } = await run('release', '--events', '--dry-run');

    const codes = stdout.trimEnd().split('\n');
    expect(codes.map((line) => (JSON.parse(line) as { code: string }).code)).toEqual([
      'run.started',
      'run.finished',
    ]);
  });

  it('does not repeat what looks like a secret', async () => {
    const { stderr } = await run('release', 'force://PlatformCLI::token@acme.my.salesforce.com');

    expect(stderr).toContain('[hidden]');
    expect(stderr).not.toContain('token@');
  });

  it.each([
    ['promote', ['--force', '--fresh', '--drift', '--wait-minutes', '--lost-answer-seconds']],
    ['links', ['--force', '--fresh', '--drift', '--wait-minutes', '--lost-answer-seconds']],
    ['retrieve', ['--output', '--drift', '--wait-minutes', '--lost-answer-seconds']],
  ])('does not offer %s what would do nothing there: %j', async (verb, flags) => {
    const { stdout } = await run(verb, '--help');

    for (const flag of flags) expect(stdout).not.toContain(flag);
  });

  it('suggests the verb that was probably meant', async () => {
    expect(await run('relese')).toMatchObject({
      exitCode: EXIT.input,
      stderr: expect.stringContaining('Did you mean release?'),
    });
  });
});
