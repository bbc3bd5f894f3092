import { describe, expect, it } from 'vitest';
import { plainLineFor } from '../../../src/reporters/plain-line.ts';
import { failure, eventOf, sampleRun } from './sample-run.ts';

describe('plainLineFor', () => {
  it('has a line for every change of a run', () => {
    const lines = sampleRun(false).flatMap((event) => plainLineFor(event) ?? []);

    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "eca-release 0.1.0: release
      connect    done     Dev Hub acme-hub (00DWs000001ABCDMA4) (0.4 s)
      discover   running  listing 3 types
      discover   running  listing 3 types
      discover   done     2 components of Acme_Connector (0.2 s)
      files      written  manifest/package.xml, force-app/main/default/externalClientApps/Acme_Connector.eca-meta.xml
      retrieve   done     2 components, 1 differs from what is committed (0.8 s)
      warning    The app in the hub differs from what is committed.
                 - Look at the difference: git diff force-app
      prune      skipped  nothing to remove
      version    asked    Acme Connector: request 08cWs0000001kL3IAI
      version    waiting  Acme Connector: Queued
      version    waiting  Acme Connector: Queued (5 s)
      version    waiting  Acme Connector: VerifyingMetadata (20 s)
      version    waiting  Acme Connector: VerifyingMetadata (50 s)
      version    waiting  Acme Connector: VerifyingMetadata (1 min 21 s)
      version    waiting  Acme Connector: VerifyingMetadata (2 min 10 s)
      version    waiting  Acme Connector: VerifyingMetadata (2 min 22 s)
      version    done     Acme Connector: 1.4.0, build 3 (2 min 25 s)
      publish    done     Acme Connector: 4 files (12 ms)"
    `);
  });

  it('opens with REHEARSAL in a rehearsal', () => {
    const [start] = sampleRun(true);

    expect(start && plainLineFor(start)).toMatchInlineSnapshot(`
      "eca-release 0.1.0: release

      REHEARSAL  Nothing will be released: a Dev Hub on this machine answers, not Salesforce.
      "
    `);
  });

  it('names the code of a failed stage, and leaves the explanation to the end', () => {
    expect(
      plainLineFor(eventOf('stage.failed', { stage: 'connect', failure, durationMs: 1200 })),
    ).toBe('connect    failed   CONFIG_INVALID (1.2 s)');
  });

  it('shows a status that it does not know as it is', () => {
    expect(
      plainLineFor(
        eventOf('create.progressed', {
          package: 'Acme',
          requestId: '08c1',
          status: 'PolishingPackage',
          waitedMs: 61_000,
        }),
      ),
    ).toBe('version    waiting  Acme: PolishingPackage (1 min 1 s)');
  });

  it('stays one line whatever a name holds', () => {
    expect(
      plainLineFor(
        eventOf('stage.done', {
          stage: 'publish',
          package: 'A\n::error::\u001B[2Jb',
          summary: 'x\ry',
          durationMs: 10,
        }),
      ),
    ).toBe('publish    done     A ::error::b: x y (10 ms)');
  });

  it('names five files, and counts the others', () => {
    expect(
      plainLineFor(
        eventOf('workspace.changed', {
          written: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
          removed: ['h'],
        }),
      ),
    ).toBe('files      written  a, b, c, d, e and 2 more\nfiles      removed  h');
  });

  it('says nothing where no file changed', () => {
    expect(plainLineFor(eventOf('workspace.changed', { written: [], removed: [] }))).toBe(
      undefined,
    );
  });
});
