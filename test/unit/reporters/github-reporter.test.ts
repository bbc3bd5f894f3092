import { describe, expect, it } from 'vitest';
import { failureOf, ReleaseError } from '../../../src/domain/errors.ts';
import { failureAnnotations } from '../../../src/reporters/github-annotations.ts';
import { createReporter } from '../../../src/reporters/create-reporter.ts';
import { capturedStream } from './captured-stream.ts';
import { eventOf, failedRun, sampleRun } from './sample-run.ts';
import type { RunEvent } from '../../../src/domain/events.ts';

function logOf(events: readonly RunEvent[]) {
  const stdout = capturedStream();
  const stderr = capturedStream();
  const reporter = createReporter({
    format: 'auto',
    stdout,
    stderr,
    environment: { GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_WORKSPACE: '/home/runner/acme' },
    projectDir: '/home/runner/acme/salesforce',
  });
  for (const event of events) reporter.receive(event);
  reporter.close?.();
  return { stdout: stdout.text(), stderr: stderr.text() };
}

/** The commands of a log, without what they say. */
function commandsIn(text: string): readonly string[] {
  return text.match(/^::[a-z-]+(?: [^:]*)?::.*$/gm) ?? [];
}

describe('the reporter for GitHub', () => {
  it('groups the lines of a run, and leaves the result where everybody sees it', () => {
    const { stdout } = logOf(sampleRun(false));

    expect(commandsIn(stdout).filter((line) => !line.startsWith('::warning'))).toEqual([
      '::group::Dev Hub and workspace',
      '::endgroup::',
      '::group::Acme Connector',
      '::endgroup::',
    ]);
    expect(stdout.split('::endgroup::').at(-1)).toContain('https://login.salesforce.com/');
  });

  it('turns a warning into an annotation, with what to do', () => {
    expect(logOf(sampleRun(false)).stdout).toContain(
      '::warning title=eca-release::The app in the hub differs from what is committed.%0ALook at the difference: git diff force-app',
    );
  });

  it('shows each problem beside its line, named from the root of the repository', () => {
    const { stdout, stderr } = logOf(failedRun);

    expect(commandsIn(stdout).filter((line) => line.startsWith('::error'))).toEqual([
      '::error file=salesforce/config/release.yaml,line=3,col=12,title=CONFIG_INVALID%3A The configuration has 2 problems.::namespace must be 1 to 15 letters and digits%0Afound: acme-inc%0Awanted: the namespace that is linked to the Dev Hub',
      '::error file=salesforce/config/release.yaml,line=9,title=CONFIG_INVALID%3A The configuration has 2 problems.::packages is empty',
    ]);
    expect(stderr).toContain('CONFIG_INVALID');
  });

  it('lets nobody give commands by a name or a message', () => {
    const hostile = '::error::gotcha\n::set-output name=x::y\r\n##[error]z';
    const failure = failureOf(
      new ReleaseError('HUB_REFUSED', hostile, { found: hostile, actions: [hostile] }),
    );

    const { stdout, stderr } = logOf([
      eventOf('run.started', { verb: 'release', rehearsal: false, toolVersion: '0.1.0' }),
      eventOf('stage.started', { stage: 'version', package: hostile }),
      eventOf('stage.progressed', { stage: 'version', package: hostile, detail: hostile }),
      eventOf('warning.raised', { message: hostile, actions: [hostile] }),
      eventOf('run.finished', { outcome: 'failed', durationMs: 1, failure }),
    ]);

    expect(commandsIn(stdout).map((line) => /^::(\w+)/.exec(line)?.[1])).toEqual([
      'group',
      'warning',
      'endgroup',
      'error',
    ]);
    expect(`${stdout}\n${stderr}`).not.toMatch(/^\s*##\[/m);
    expect(commandsIn(stderr)).toEqual([]);
  });
});

describe('failureAnnotations', () => {
  const place = { repositoryDir: '/repo', projectDir: '/repo' };

  it('keeps a path that lies outside of the repository as it is', () => {
    const failure = failureOf(
      new ReleaseError('SEED_INVALID', 'No', { location: { file: '/etc/seed.yaml', line: 2 } }),
    );

    expect(failureAnnotations(failure, place)).toEqual([
      '::error file=/etc/seed.yaml,line=2,title=SEED_INVALID%3A No::No',
    ]);
  });

  it('escapes what would end a property or a line', () => {
    const failure = failureOf(new ReleaseError('USAGE', '50%: a, b\nc', { actions: ['x: 100%'] }));

    expect(failureAnnotations(failure, place)).toEqual([
      '::error title=USAGE%3A 50%25%3A a%2C b%0Ac::50%25: a, b%0Ac%0A1. x: 100%25',
    ]);
  });

  it('shows no more than GitHub does', () => {
    const problems = Array.from({ length: 30 }, (_none, index) => ({
      message: 'wrong',
      location: { file: 'config/release.yaml', line: index + 1 },
    }));

    expect(
      failureAnnotations(failureOf(new ReleaseError('CONFIG_INVALID', 'No', { problems })), place),
    ).toHaveLength(10);
  });
});
