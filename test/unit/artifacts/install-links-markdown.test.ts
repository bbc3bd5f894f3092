import { describe, expect, it } from 'vitest';
import { installLinksOf } from '../../../src/artifacts/install-links-document.ts';
import { installLinksMarkdown } from '../../../src/artifacts/install-links-markdown.ts';
import type { PublishedVersion } from '../../../src/domain/published-version.ts';
import {
  acmeConnector,
  acmeConnectorBeta,
  acmeConnectorRehearsal,
  HOSTILE_NAME,
  PLAIN_SETTINGS,
} from './acme-connector.ts';

function markdownOf(version: PublishedVersion): string {
  return installLinksMarkdown(installLinksOf(version, []));
}

describe('installLinksMarkdown', () => {
  it('is a page to send for a released version', () => {
    expect(markdownOf(acmeConnector)).toMatchInlineSnapshot(`
      "# Acme Connector 1.4.0

      Lets Acme read the accounts of a customer.

      **Released**, build 3. Can be installed in production orgs, sandboxes and scratch orgs, and upgraded later.

      ## Install

      | Where | Link |
      | --- | --- |
      | Production and Developer Edition orgs | <https://login.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO> |
      | Sandboxes and scratch orgs | <https://test.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO> |

      **Installation key:** none needed.

      It cannot be installed in the org that owns the namespace \`acme\`.

      With the Salesforce CLI:

      \`\`\`sh
      sf package install --package 04tWs000000GWPxIAO --target-org YOUR_ORG_ALIAS --wait 20 --publish-wait 20
      \`\`\`

      ## What is inside

      - **Acme Connector** (\`Acme_Connector\`)
        - ExternalClientApplication \`Acme_Connector\`
        - ExtlClntAppOauthSettings \`Acme_Connector_oauth\`

      Checked against the package as Salesforce built it: 2 components, and nothing else.

      ## After the install

      1. In Setup › External Client App Manager, check that the app is in the list. If it is not, look at Setup › Installed Packages first.
      2. Choose Edit Policies in the app’s menu. Policies are not part of the package: this org starts with the defaults of Salesforce.
      3. Permitted Users: every user may connect the app until you choose “Admin approved users are pre-authorized”.
      4. IP Relaxation: the default holds the app’s servers to the login IP ranges of the user’s profile. If there are such ranges, allow the app’s addresses or relax this.
      5. Session Policies: the defaults suit most apps.
      6. Connect once as a user, logging in at the My Domain of this same org. OAUTH_EC_APP_NOT_FOUND means that the package is not installed in the org where that user logged in.

      What to choose, and what to do about errors: see admin-guide.md.

      ## Details

      | | |
      | --- | --- |
      | Version id | \`04tWs000000GWPxIAO\` |
      | Version id in the hub | \`05iWs0000001Rj7IAE\` |
      | Package id | \`0HoWs0000004C92KAE\` |
      | Namespace | \`acme\` |
      | Version name | \`1.4.0\` |
      | Upgrades from | \`04tWs000000GVKdIAO\` |
      | Created | \`2026-11-20T09:15:00.000Z\` |
      | Commit | \`8c1f0e4b7a9d2c3e5f6a7b8c9d0e1f2a3b4c5d6e\` |
      | SHA-256 of the contents | \`5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f\` |
      | Release key | \`eca-release/1.4.0/5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f\` |
      | Hub | \`00DWs000001ABCDMA4, https://acme-hub.my.salesforce.com\` |
      "
    `);
  });

  it('offers no production link for a beta', () => {
    const text = markdownOf({ ...acmeConnectorBeta, needsInstallationKey: true });

    expect(text).not.toContain('login.salesforce.com');
    expect(text.split('\n').slice(0, 24).join('\n')).toMatchInlineSnapshot(`
      "# Acme Connector 1.4.0

      Lets Acme read the accounts of a customer.

      **Beta**, build 3. For tests in sandboxes and scratch orgs only. An installed beta can never be upgraded: uninstall it before the released version comes.

      ## Install

      | Where | Link |
      | --- | --- |
      | Production and Developer Edition orgs | **No.** A beta can be installed only in sandboxes and scratch orgs, and can never be upgraded there. Ask for a released version. |
      | Sandboxes and scratch orgs | <https://test.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO> |

      **Installation key:** needed. The installer types the key on the install page. Send it apart from the link, by a way that only the installer can read.

      It cannot be installed in the org that owns the namespace \`acme\`.

      With the Salesforce CLI:

      \`\`\`sh
      sf package install --package 04tWs000000GWPxIAO --target-org YOUR_ORG_ALIAS --wait 20 --publish-wait 20
      \`\`\`

      Add --installation-key and the key. It stays in the history of the shell, so clear it there."
    `);
  });

  it('opens with REHEARSAL in a rehearsal', () => {
    const text = markdownOf(acmeConnectorRehearsal);

    expect(text).not.toContain('salesforce.com/packaging');
    expect(text.split('\n').slice(0, 14).join('\n')).toMatchInlineSnapshot(`
      "> **REHEARSAL: NOTHING WAS RELEASED. THIS VERSION EXISTS ONLY IN A HUB ON THE MACHINE THAT REHEARSED, AND CANNOT BE INSTALLED ANYWHERE.**

      # Acme Connector 1.4.0

      Lets Acme read the accounts of a customer.

      **REHEARSAL, beta**, build 3. Shows what a real release hands out.

      ## Install

      | Where | Link |
      | --- | --- |
      | The hub of the rehearsal | <http://127.0.0.1:41233/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO> REHEARSAL: the link leads to a hub on the machine that rehearsed; nothing can be installed from it. |
      "
    `);
  });

  it('says that a build without validation can never be released', () => {
    const text = markdownOf({ ...acmeConnectorBeta, validation: 'skipped' });

    expect(text).toContain('can never be released');
  });

  it('says where the contents were not checked', () => {
    const text = markdownOf({ ...acmeConnector, contents: { by: 'nothing', why: 'No zip.' } });

    expect(text).toContain('Not checked against what Salesforce built: No zip.');
  });

  it('keeps its shape whatever names and addresses hold', () => {
    const hostile = markdownOf({
      ...acmeConnector,
      package: { ...acmeConnector.package, name: HOSTILE_NAME, description: HOSTILE_NAME },
      name: HOSTILE_NAME,
      releaseNotesUrl: 'javascript:alert(1)',
      postInstallUrl: 'https://acme.example/start',
      apps: [{ name: HOSTILE_NAME, label: HOSTILE_NAME, components: [], settings: PLAIN_SETTINGS }],
    });

    const shape = (text: string) => text.split('\n').map((line) => line.slice(0, 3));
    const tame = markdownOf({
      ...acmeConnector,
      releaseNotesUrl: 'x',
      postInstallUrl: 'https://acme.example/start',
      apps: [{ name: 'Acme', label: 'Acme', components: [], settings: PLAIN_SETTINGS }],
    });
    expect(shape(hostile).filter((start) => /^(#|\||`|>)/.test(start))).toEqual(
      shape(tame).filter((start) => /^(#|\||`|>)/.test(start)),
    );
    expect(hostile).not.toContain('\u202E');
    expect(hostile.replaceAll(/``.*``/g, '')).not.toContain('<h>');
  });
});
