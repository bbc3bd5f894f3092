import { describe, expect, it } from 'vitest';
import { PLAIN_LOOK } from '../../../src/reporters/look.ts';
import { terminalLineFor } from '../../../src/reporters/terminal-line.ts';
import { eventOf, failure, sampleRun } from './sample-run.ts';

describe('terminalLineFor', () => {
  it('keeps one line a stage, and what must not get lost', () => {
    const lines = sampleRun(true).flatMap((event) => terminalLineFor(event, PLAIN_LOOK) ?? []);

    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "eca-release release  0.1.0

      REHEARSAL  Nothing will be released: a Dev Hub on this machine answers, not Salesforce.

      ✔ connect    Dev Hub acme-hub (00DWs000001ABCDMA4)  0.4 s
      ✔ discover   2 components of Acme_Connector  0.2 s
      · files      written: manifest/package.xml, force-app/main/default/externalClientApps/Acme_Connector.eca-meta.xml
      ✔ retrieve   2 components, 1 differs from what is committed  0.8 s
      ▲ The app in the hub differs from what is committed.
        - Look at the difference: git diff force-app
      – prune      nothing to remove
      · version    Acme Connector: asked, request 08cWs0000001kL3IAI
      ✔ version    Acme Connector: 1.4.0, build 3  2 min 25 s
      ✔ publish    Acme Connector: 4 files  12 ms"
    `);
  });

  it('names the code of a failed stage', () => {
    const event = eventOf('stage.failed', { stage: 'connect', failure, durationMs: 1200 });

    expect(terminalLineFor(event, PLAIN_LOOK)).toBe('✖ connect    CONFIG_INVALID  1.2 s');
  });
});
