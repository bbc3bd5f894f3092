import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SIGNALS = join(import.meta.dirname, '..', '..', '..', 'src', 'cli', 'signals.ts');

/** A process that stays until it is told to go, and says when it is aborted. */
const SCRIPT = `
  import { abortOnSignals } from ${JSON.stringify(SIGNALS)};
  const { signal, stop } = abortOnSignals(() => console.log('aborted ' + signal.aborted));
  process.on('message', () => stop());
  setInterval(() => {}, 1_000);
  console.log('ready');
`;

function startWaiting() {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const said = async (text: string): Promise<void> => {
    while (!output.includes(text))
      await new Promise((resolve) => child.stdout.once('data', resolve));
  };
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said, ended, output: () => output };
}

describe('abortOnSignals', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'lets a run say how to go on at the first %s, and ends it at the second',
    async (signal) => {
      const { child, said, ended, output } = startWaiting();
      await said('ready');

      child.kill(signal);
      await said('aborted');
      child.kill(signal);

      expect(await ended).toBe(130);
      expect(output().match(/aborted true/g)).toHaveLength(1);
    },
  );
});
