import { describe, expect, it } from 'vitest';
import { indexPage } from '../../../../src/artifacts/page/index-page.ts';
import { versionListOf } from '../../../../src/artifacts/version-list.ts';
import { acmeVersions } from '../acme-connector.ts';

describe('indexPage', () => {
  it('shows the newest released version before the newest beta', () => {
    const page = indexPage(versionListOf(acmeVersions));

    expect([...page.matchAll(/<p class="number">(.*?)<\/p>/g)].map(([, number]) => number)).toEqual(
      ['1.4.0', '1.5.0'],
    );
  });

  it.each([
    ['Acme-Connector/1.4.0-3', './Acme-Connector/1.4.0-3/install-links.html'],
    ['../../etc/passwd', './etc/passwd/install-links.html'],
    ['javascript:alert(1)//x', './javascript%3Aalert(1)/x/install-links.html'],
    ['a b/"><img>', './a%20b/%22%3E%3Cimg%3E/install-links.html'],
  ])('links the folder %j to nothing outside its own', (folder, href) => {
    const versions = acmeVersions.versions.slice(0, 1).map((version) => ({ ...version, folder }));

    const page = indexPage(versionListOf({ ...acmeVersions, versions }));

    expect(page).toContain(`href="${href}"`);
  });

  it('links to no page where the machine has none', () => {
    expect(indexPage(versionListOf(acmeVersions))).not.toContain('install-links.html');
  });

  it('says that a beta is older than the released version', () => {
    const versions = acmeVersions.versions.map((version) =>
      version.state === 'beta' ? { ...version, number: '1.3.0' } : version,
    );

    const page = indexPage(versionListOf({ ...acmeVersions, versions }));

    expect(page).toContain('Older than the released one.');
  });

  it('says so where nothing has been built', () => {
    expect(indexPage(versionListOf({ ...acmeVersions, versions: [] }))).toContain(
      'Nothing has been built yet',
    );
  });

  it('is marked in a rehearsal, and offers nothing to install', () => {
    const page = indexPage(versionListOf({ ...acmeVersions, isRehearsal: true }));

    expect(page).toContain('<title>REHEARSAL: ');
    expect(page).not.toContain('login.salesforce.com');
  });
});
