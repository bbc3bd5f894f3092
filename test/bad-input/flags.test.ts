import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { ERRORS, EXIT, type ErrorCode } from '../../src/domain/errors.ts';
import { checkoutHere, refusedHere } from '../support/refused-here.ts';
import { startSeededHub } from '../support/seeded-hub.ts';
import { capturedStream } from '../unit/reporters/captured-stream.ts';

const HOSTILE = '\u001b[2J$(touch /tmp/x)`id`../../etc/passwd\u0000';
const PATHS = ['/nowhere/at/all', HOSTILE];

type Row = readonly [verb: string, flag: string, values: readonly string[], code: ErrorCode];

const VALUES: readonly Row[] = [
  ['release', '--config', ['/nowhere/at/all', '../nowhere.yaml'], 'CONFIG_NOT_FOUND'],
  ['release', '--config', ['', '.git', HOSTILE], 'WORKSPACE_UNREADABLE'],
  ['release', '--plan', [...PATHS, 'sfdx-project.json'], 'PLAN_INVALID'],
  ['release', '--version-number', ['1.4', 'v1.4.0', '1.4.0.1', '-1', HOSTILE], 'CONFIG_INVALID'],
  ['release', '--wait-minutes', ['0', '-1', 'NaN', 'soon', HOSTILE], 'CONFIG_INVALID'],
  ['release', '--request-seconds', ['0', '1e9', HOSTILE], 'CONFIG_INVALID'],
  ['release', '--lost-answer-seconds', ['-1', HOSTILE], 'CONFIG_INVALID'],
  ['release', '--drift', ['maybe', HOSTILE], 'CONFIG_INVALID'],
  ['release', '--output', ['/etc', '../out', 'CON', HOSTILE], 'CONFIG_INVALID'],
  ['release', '--package', ['Nobody', HOSTILE], 'CONFIG_INVALID'],
  ['release', '--target-dev-hub', ['Nobody', HOSTILE], 'LOGIN_NOT_FOUND'],
  ['plan', '--out', ['/dev/null/plan.json', 'force-app', HOSTILE], 'WORKSPACE_UNWRITABLE'],
  ['lint', '--sarif', ['/dev/null/lint.sarif', 'force-app', HOSTILE], 'WORKSPACE_UNWRITABLE'],
  ['lint', '--rule-set', ['nobody', '', HOSTILE], 'USAGE'],
  ['release', '--github-release', ['v9.9.9', HOSTILE], 'GITHUB_NOT_SET_UP'],
];

const VALUE_CASES = VALUES.flatMap(([verb, flag, values, code]) =>
  values.map((value) => [verb, flag, value, code] as const),
);

/** Flags that need a value. */
const FLAGS = [...new Map(VALUES.map(([verb, flag]) => [flag, verb])).entries()].filter(
  ([flag]) => flag !== '--github-release',
);

describe('a flag is refused, and nothing is written, for', () => {
  it.each(VALUE_CASES)('%s %s %j', async (verb, flag, value, code) => {
    const hub = await startSeededHub();
    const consent = verb === 'release' ? ['--yes'] : [];

    const { failure, text } = await refusedHere({
      projectDir: await checkoutHere(),
      hub,
      args: [verb, ...consent, `${flag}=${value}`],
    });

    expect(failure).toMatchObject({ code, exitCode: EXIT[ERRORS[code].exit] });
    expect(text).not.toContain('\u001b[2J');
    expect(text).not.toContain('\u0000');
  });

  it.each(FLAGS)('%s without a value (%s)', async (flag, verb) => {
    const { exitCode, text } = await told([verb, flag]);

    expect(exitCode).toBe(EXIT.input);
    expect(text).toContain('USAGE');
    expect(text).toContain(flag);
  });

  it.each(['/nowhere/at/all', '/etc/hosts', HOSTILE])('--project-dir %j', async (value) => {
    const { exitCode, text } = await told(['release', '--yes', '--project-dir', value]);

    expect(exitCode).toBe(EXIT.input);
    expect(text).toContain('What to do next:');
    expect(text).not.toContain('\u001b[2J');
    expect(text).not.toContain('\u0000');
  });
});

/** Runs what names no project that could be changed. */
async function told(args: readonly string[]) {
  const stdout = capturedStream();
  const stderr = capturedStream();
  const exitCode = await runCli(args, { environment: {}, stdout, stderr, isInteractive: false });
  return { exitCode, text: stderr.text() };
}
