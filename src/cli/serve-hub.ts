import { resolve } from 'node:path';
import { exitCodeFor, failureOf, ReleaseError } from '../domain/errors.ts';
import { failureText } from '../reporters/failure-text.ts';
import { lookFor } from '../reporters/look.ts';
import type { HubFlags } from './cli.ts';
import { embeddedHubOf, startEmbeddedHub } from './rehearsal-hub.ts';
import type { Surroundings } from './run-verb.ts';
import { abortOnSignals } from './signals.ts';

/** Runs the embedded Dev Hub until Ctrl-C. */
export async function serveHub(flags: HubFlags, surroundings: Surroundings): Promise<number> {
  const { stdout, stderr, environment } = surroundings;
  try {
    const projectDir = resolve(flags.projectDir);
    const project = embeddedHubOf(projectDir);
    const hub = await startEmbeddedHub({
      seedFile: flags.seed === undefined ? project.seedFile : resolve(flags.seed),
      stateDir: flags.state === undefined ? project.stateDir : resolve(flags.state),
      fresh: flags.fresh === true,
      ...(flags.port !== undefined && { port: portFrom(flags.port) }),
    });
    stdout.write(loginText(hub.url, hub.login.accessToken));
    await new Promise<void>((stop) => {
      abortOnSignals(stop);
    });
    await hub.close();
    stdout.write('Stopped; what it made is kept.\n');
    return 0;
  } catch (error) {
    stderr.write(`${failureText(failureOf(error), lookFor(stderr, environment)).trimEnd()}\n`);
    return exitCodeFor(error);
  }
}

/** The token is made up and opens nothing but this server, so it may be shown. */
function loginText(url: string, accessToken: string): string {
  return `The embedded Dev Hub listens on ${url}

Log in with the sf CLI, from another terminal:
  SF_ACCESS_TOKEN='${accessToken}' sf org login access-token --instance-url ${url} --alias rehearsal-hub --no-prompt

Then release to it like to any other Dev Hub:
  npm run release -- --target-dev-hub rehearsal-hub

Ctrl-C stops it.
`;
}

function portFrom(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ReleaseError('USAGE', 'This is no port', {
    found: text,
    wanted: 'a number from 0 (any free one) to 65535',
    actions: ['Correct --port, or leave it out.'],
  });
}
