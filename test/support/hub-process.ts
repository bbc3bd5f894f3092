import { onTestFinished } from 'vitest';
import type { HubWithToken } from './log-in.ts';
import { startEcaRelease } from './run-eca-release.ts';

const ADDRESS = /listens on (?<url>http:\/\/127\.0\.0\.1:\d+)/;
const TOKEN = /SF_ACCESS_TOKEN='(?<token>[^']+)'/;

export interface HubProcess extends HubWithToken {
  /** As Ctrl-C does; resolves to the exit code. */
  stop(): Promise<number | null>;
}

/** `eca-release hub`, as somebody starts it in another terminal; resolves when it listens. It is gone after the test. */
export async function startHubProcess(
  cwd: string,
  seedFile: string,
  stateDir: string,
): Promise<HubProcess> {
  const { child, finished } = startEcaRelease(
    ['hub', '--seed', seedFile, '--state', stateDir, '--port', '0'],
    { cwd },
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let printed = '';
  const listening = new Promise<HubWithToken>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const url = ADDRESS.exec(printed)?.groups?.['url'];
      const accessToken = TOKEN.exec(printed)?.groups?.['token'];
      if (url !== undefined && accessToken !== undefined) resolve({ url, login: { accessToken } });
    });
  });
  const ended = finished.then(({ stderr }) => {
    throw new TypeError(`The hub ended before it listened: ${stderr}`);
  });
  const hub = await Promise.race([listening, ended]);
  ended.catch(() => undefined);
  return {
    ...hub,
    async stop() {
      child.kill('SIGINT');
      return (await finished).exitCode;
    },
  };
}
