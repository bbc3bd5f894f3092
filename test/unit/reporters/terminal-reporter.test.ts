import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReporter } from '../../../src/reporters/create-reporter.ts';
import { capturedStream, screenOf } from './captured-stream.ts';
import { eventOf, sampleRun } from './sample-run.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 9) });
});

afterEach(() => {
  vi.useRealTimers();
});

function terminal() {
  const stdout = capturedStream({ columns: 60 });
  const reporter = createReporter({
    format: 'auto',
    stdout,
    stderr: capturedStream(),
    environment: { NO_COLOR: '1' },
  });
  return { stdout, reporter };
}

const started = eventOf('stage.started', { stage: 'retrieve' });

describe('the terminal reporter', () => {
  it('leaves nothing of the live lines on the screen', () => {
    const { stdout, reporter } = terminal();

    for (const event of sampleRun(false)) {
      reporter.receive(event);
      vi.advanceTimersByTime(1000);
    }
    reporter.close?.();

    expect(stdout.text()).toContain('\u001B[?25l');
    expect(screenOf(stdout.text()).split('\n').slice(0, 14).join('\n')).toMatchInlineSnapshot(`
      "eca-release release  0.1.0

      ✔ connect    Dev Hub acme-hub (00DWs000001ABCDMA4)  0.4 s
      ✔ discover   2 components of Acme_Connector  0.2 s
      · files      written: manifest/package.xml, force-app/main/default/externalClientApps/Acme_Connector.eca-meta.xml
      ✔ retrieve   2 components, 1 differs from what is committed  0.8 s
      ▲ The app in the hub differs from what is committed.
        - Look at the difference: git diff force-app
      – prune      nothing to remove
      · version    Acme Connector: asked, request 08cWs0000001kL3IAI
      ✔ version    Acme Connector: 1.4.0, build 3  2 min 25 s
      ✔ publish    Acme Connector: 4 files  12 ms

      Acme Connector 1.4.0, build 3  released"
    `);
  });

  it('counts the time of a stage that takes long', () => {
    const { stdout, reporter } = terminal();

    reporter.receive(started);
    vi.advanceTimersByTime(65_000);

    expect(stdout.text().split('\r').at(-1)).toContain('retrieve     1 min 5 s');
    reporter.close?.();
  });

  it('is still while a question is asked, and goes on with the next event', () => {
    const { stdout, reporter } = terminal();
    reporter.receive(started);

    reporter.pause?.();
    const asked = stdout.text();
    vi.advanceTimersByTime(5_000);

    expect(stdout.text()).toBe(asked);
    expect(asked.endsWith('\u001B[?25h')).toBe(true);
    reporter.receive(eventOf('stage.progressed', { stage: 'retrieve', detail: 'unpacking' }));
    expect(screenOf(stdout.text())).toContain('retrieve   unpacking');
    reporter.close?.();
  });

  it('gives the cursor back when it is closed in the middle of a stage', () => {
    const { stdout, reporter } = terminal();
    const listeners = process.listenerCount('exit');

    reporter.receive(started);
    reporter.close?.();

    expect(stdout.text().endsWith('\u001B[?25h')).toBe(true);
    expect(process.listenerCount('exit')).toBe(listeners);
    expect(vi.getTimerCount()).toBe(0);
  });
});
