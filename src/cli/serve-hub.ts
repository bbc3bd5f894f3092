import { resolve } from 'node:path';
import { exitCodeFor, failureOf, ReleaseError } from '../domain/errors.ts';
import { failureText } from '../reporters/failure-text.ts';
import { lookFor } from '../reporters/look.ts';
import type { HubFlags } from './cli.ts';
import { hubLogins } from './hub-logins.ts';
import { embeddedHubOf, startEmbeddedHub } from './rehearsal-hub.ts';
import type { Surroundings } from './run-verb.ts';
import { abortOnSignals } from './signals.ts';

/** Runs the embedded Dev Hub until Ctrl-C. */
export async function serveHub(flags: HubFlags, surroundings: Surroundings): Promise<number> {
  const { stdout, stderr, environment } = surroundings;
  // From here on: a signal that comes while the hub starts ends it when it has started.
  const stopped = new Promise<void>((stop) => {
    abortOnSignals(stop);
  });
  try {
    const projectDir = resolve(flags.projectDir);
    const project = embeddedHubOf(projectDir);
    const hub = await startEmbeddedHub({
      seedFile: flags.seed === undefined ? project.seedFile : resolve(flags.seed),
      stateDir: flags.state === undefined ? project.stateDir : resolve(flags.state),
      fresh: flags.fresh === true,
      tls: flags.tls === true,
      ...(flags.scenario !== undefined && { scenarioFile: resolve(flags.scenario) }),
      ...(flags.port !== undefined && { port: portFrom(flags.port) }),
    });
    stdout.write(`${hubLogins(hub)}\nCtrl-C stops it.\n`);
    await stopped;
    await hub.close();
    stdout.write('Stopped; what it made is kept.\n');
    return 0;
  } catch (error) {
    stderr.write(`${failureText(failureOf(error), lookFor(stderr, environment)).trimEnd()}\n`);
    return exitCodeFor(error);
  }
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
