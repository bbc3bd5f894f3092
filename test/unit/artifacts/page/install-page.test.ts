import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { installLinksOf } from '../../../../src/artifacts/install-links-document.ts';
import { installPage } from '../../../../src/artifacts/page/install-page.ts';
import type { PublishedVersion } from '../../../../src/domain/published-version.ts';
import {
  acmeConnector,
  acmeConnectorBeta,
  acmeConnectorRehearsal,
  HOSTILE_NAME,
  PLAIN_SETTINGS,
} from '../acme-connector.ts';

function pageOf(version: PublishedVersion): string {
  return installPage(version, installLinksOf(version, []));
}

function hashOf(text: string | undefined): string {
  return `'sha256-${createHash('sha256')
    .update(text ?? '')
    .digest('base64')}'`;
}

describe('installPage', () => {
  it('allows its own style and script by their hashes, and nothing else', () => {
    const page = pageOf(acmeConnector);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1];
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1];

    expect(/Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]).toBe(
      `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it('is the same for the same version', () => {
    expect(pageOf({ ...acmeConnector })).toBe(pageOf(acmeConnector));
  });

  it('has no production link for a beta, and says where it can go', () => {
    const page = pageOf(acmeConnectorBeta);

    expect(page).not.toContain('https://login.salesforce.com');
    expect(page).toContain('https://test.salesforce.com');
    expect(page).toContain('sandboxes and scratch orgs only');
  });

  it('has no link to Salesforce in a rehearsal, not even one to be made', () => {
    const page = pageOf(acmeConnectorRehearsal);

    expect(page).not.toContain('salesforce.com/packaging');
    expect(page).not.toContain('{myDomain}');
    expect(page).toContain('<title>REHEARSAL: ');
  });

  it('says how the key gets to the installer where one is needed', () => {
    const page = pageOf({ ...acmeConnector, needsInstallationKey: true });

    expect(page).toContain('Send it apart from the link');
    expect(page).toContain('--installation-key');
  });

  it('never tells anyone to turn on a Dev Hub', () => {
    expect(pageOf(acmeConnector)).not.toMatch(/dev ?hub/i);
  });

  it('makes a link of a web address only', () => {
    const page = pageOf({
      ...acmeConnector,
      releaseNotesUrl: 'javascript:alert(1)',
      postInstallUrl: 'https://acme.example/start?a=1&b=2',
    });

    expect(page).not.toContain('href="javascript:');
    expect(page).toContain('href="https://acme.example/start?a=1&amp;b=2"');
  });

  it('has the same tags whatever names hold', () => {
    const tagsOf = (page: string) => page.match(/<[a-z/!][^>]*?(?=[\s>])/g);
    const appNamed = (name: string) => ({
      ...acmeConnector,
      package: { ...acmeConnector.package, name, description: name },
      name,
      apps: [{ name, label: name, components: [], settings: PLAIN_SETTINGS }],
    });

    expect(tagsOf(pageOf(appNamed(HOSTILE_NAME)))).toEqual(tagsOf(pageOf(appNamed('Acme'))));
  });
});
