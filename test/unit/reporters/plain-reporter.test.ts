import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/domain/events.ts';
import { createReporter } from '../../../src/reporters/create-reporter.ts';
import { capturedStream } from './captured-stream.ts';
import { failedRun, sampleRun } from './sample-run.ts';

function outputOf(events: readonly RunEvent[]): { stdout: string; stderr: string } {
  const stdout = capturedStream();
  const stderr = capturedStream();
  const reporter = createReporter({ format: 'plain', stdout, stderr, environment: {} });
  for (const event of events) reporter.receive(event);
  reporter.close?.();
  return { stdout: stdout.text(), stderr: stderr.text() };
}

describe('the plain reporter', () => {
  it('tells a rehearsal from its first line to its last one', () => {
    expect(outputOf(sampleRun(true)).stdout).toMatchInlineSnapshot(`
      "eca-release 0.1.0: release

      REHEARSAL  Nothing will be released: a Dev Hub on this machine answers, not Salesforce.

      connect    done     Dev Hub acme-hub (00DWs000001ABCDMA4) (0.4 s)
      discover   running  listing 3 types
      discover   done     2 components of Acme_Connector (0.2 s)
      files      written  manifest/package.xml, force-app/main/default/externalClientApps/Acme_Connector.eca-meta.xml
      retrieve   done     2 components, 1 differs from what is committed (0.8 s)
      warning    The app in the hub differs from what is committed.
                 - Look at the difference: git diff force-app
      prune      skipped  nothing to remove
      version    asked    Acme Connector: request 08cWs0000001kL3IAI
      version    waiting  Acme Connector: Queued
      version    waiting  Acme Connector: VerifyingMetadata (20 s)
      version    waiting  Acme Connector: VerifyingMetadata (1 min 21 s)
      version    waiting  Acme Connector: VerifyingMetadata (2 min 22 s)
      version    done     Acme Connector: 1.4.0, build 3 (2 min 25 s)
      publish    done     Acme Connector: 4 files (12 ms)

      Acme Connector 1.4.0, build 3  rehearsed as beta
        Version id                04tWs000000GWPxIAO
        The hub of the rehearsal  http://127.0.0.1:41233/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO
                                  REHEARSAL: nothing can be installed from it.
        Page to look at           /home/kim/acme/artifacts/Acme-Connector/1.4.0-3/install-links.html

      Done in 2 min 27 s.

      REHEARSAL  Nothing was released: a Dev Hub on this machine answered, and its links install nothing.

      To do it for real:
        1. Log in to the Dev Hub that holds your app: sf org login web --alias my-dev-hub
        2. In config/release.yaml set devHub: my-dev-hub, your namespace, packages and apps.
        3. npm run release
      "
    `);
  });

  it('says nothing of a rehearsal in a real run', () => {
    expect(outputOf(sampleRun(false)).stdout).not.toMatch(/rehears/i);
  });

  it('shows what was published before the failure, and explains the failure on stderr', () => {
    const { stdout, stderr } = outputOf(failedRun);

    expect(stdout).toContain('Acme Connector 1.4.0, build 3');
    expect(stdout).toContain('Failed after 1 min 1 s.');
    expect(stderr).toContain('CONFIG_INVALID');
    expect(stdout).not.toContain('What to do next');
  });

  it('writes no escape sequence', () => {
    const { stdout, stderr } = outputOf(failedRun);

    expect(stdout + stderr).not.toContain('\u001B');
  });
});
