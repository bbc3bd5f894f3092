import { describe, expect, it } from 'vitest';
import { runRecordOf } from '../../../src/domain/run-record.ts';
import { createReporter } from '../../../src/reporters/create-reporter.ts';
import { capturedStream } from './captured-stream.ts';
import { failedRun, sampleRun } from './sample-run.ts';

describe('createReporter', () => {
  it.each([
    ['a terminal', { columns: 80 }, {}, true],
    ['a terminal without colours', { columns: 80 }, { NO_COLOR: '1' }, true],
    ['a pipe', {}, {}, false],
    ['a dumb terminal', { columns: 80 }, { TERM: 'dumb' }, false],
    ['a build server that has a terminal', { columns: 80 }, { CI: 'true' }, false],
    ['a terminal with CI=false', { columns: 80 }, { CI: 'false' }, true],
  ])('draws live lines on what can take them: %s', (_what, size, environment, isLive) => {
    const stdout = capturedStream(size);
    const reporter = createReporter({
      format: 'auto',
      stdout,
      stderr: capturedStream(),
      environment,
    });

    for (const event of sampleRun(false)) reporter.receive(event);
    reporter.close?.();

    expect(stdout.text().includes('\u001B[2K')).toBe(isLive);
  });

  it('writes exactly one document with json: the record of the run', () => {
    const stdout = capturedStream({ columns: 80 });
    const reporter = createReporter({
      format: 'json',
      stdout,
      stderr: capturedStream(),
      environment: {},
    });
    const events = sampleRun(true);

    for (const event of events) reporter.receive(event);
    const before = stdout.text();
    reporter.close?.();

    expect(before).toBe('');
    expect(JSON.parse(stdout.text())).toEqual(
      JSON.parse(JSON.stringify(runRecordOf(events, undefined))),
    );
  });

  it('writes one event a line with ndjson, as they happen', () => {
    const stdout = capturedStream({ columns: 80 });
    const reporter = createReporter({
      format: 'ndjson',
      stdout,
      stderr: capturedStream(),
      environment: {},
    });
    const events = sampleRun(true);

    for (const event of events) reporter.receive(event);

    expect(
      stdout
        .text()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(JSON.parse(JSON.stringify(events)));
  });

  it.each(['json', 'ndjson'] as const)('explains a failure on stderr also with %s', (format) => {
    const stderr = capturedStream();
    const reporter = createReporter({ format, stdout: capturedStream(), stderr, environment: {} });

    for (const event of failedRun) reporter.receive(event);
    reporter.close?.();

    expect(stderr.text()).toContain('CONFIG_INVALID');
  });
});
