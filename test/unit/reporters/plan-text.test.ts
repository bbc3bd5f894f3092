import { describe, expect, it } from 'vitest';
import { PLAIN_LOOK } from '../../../src/reporters/look.ts';
import { planText } from '../../../src/reporters/plan-text.ts';
import { releasePlan } from '../../support/release-plan.ts';

const FILE = '/project/.eca-release/plan.json';

describe('planText', () => {
  it('shows what a release would do, and how to do it', () => {
    expect(planText({ plan: releasePlan(), file: FILE }, PLAIN_LOOK)).toMatchInlineSnapshot(`
      "Acme 1.4.0
        Package   0HoHu0000004CAcKAM, which is in the hub already
        Version   1.4.0 (tag v1.4.0): to be built
        Ancestor  1.3.0 (04tAncestor)
        Holds     ExternalClientApplication:Acme_Connector

      Files to change
        update  force-app/app.xml
            @@ -1,2 +1,2 @@
             <App>
            -  <label>Old</label>
            +  <label>New</label>
        remove  force-app/policy.xml

      In the hub
        create  Package2VersionCreateRequest: the request to build 1.4.0 of Acme
            VersionNumber    1.4.0.NEXT
            SkipValidation   false

      Spends
        1 of the 5 that are left today (Package2VersionCreates, 6 in 24 hours)

      Read, and nothing else done
        linked namespaces  acme

      To do exactly this, or be told what has moved since:
        npm run release -- --plan /project/.eca-release/plan.json"
    `);
  });

  it('says that nothing is left to do', () => {
    const [planned] = releasePlan().packages;
    const version = {
      kind: 'adopt',
      versionId: '04tA',
      isReleased: false,
      because: '1.4.0-1 was built from the same contents',
    } as const;
    const plan = releasePlan({
      packages: planned === undefined ? [] : [{ ...planned, version }],
      files: [],
      records: [],
      slots: [],
      rehearsal: true,
    });

    const text = planText({ plan, file: FILE }, PLAIN_LOOK);

    expect(text).toContain('1.4.0-1 was built from the same contents: nothing is built');
    expect(text).toContain('Files: nothing to change');
    expect(text).toContain('In the hub: nothing to change');
    expect(text).toContain('Spends nothing');
    expect(text).toContain('--rehearse --plan');
  });

  it('lets no file name or text of the hub give commands to a terminal or to GitHub', () => {
    const plan = releasePlan({
      files: [
        {
          path: '::error::x\u001B[2J',
          action: 'update',
          before: null,
          after: null,
          diff: '--- a\n+++ b\n@@ -1 +1 @@\n-::set-output name=x::y\n+\u001B[2Jz\n',
        },
      ],
    });

    const text = planText({ plan, file: FILE }, PLAIN_LOOK);

    expect(text).not.toMatch(/^::/m);
    expect(text).not.toContain('\u001B');
  });
});
