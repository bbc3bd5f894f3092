import { describe, expect, it } from 'vitest';
import { installCommandOf, linksOf } from '../../../src/artifacts/links.ts';
import { myDomainFrom } from '../../../src/artifacts/my-domain.ts';
import { acmeConnector, acmeConnectorBeta, acmeConnectorRehearsal } from './acme-connector.ts';

const domains = ['acme', 'acme--uat.sandbox'].map(myDomainFrom);

describe('linksOf', () => {
  it('offers a released version to every kind of org', () => {
    const links = linksOf(acmeConnector, domains);

    expect(links.map(({ url, installable }) => [url, installable])).toEqual([
      ['https://login.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO', true],
      ['https://test.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO', true],
      ['https://acme.my.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO', true],
      [
        'https://acme.lightning.force.com/packagingSetupUI/ipLanding.app?apvId=04tWs000000GWPxIAO',
        true,
      ],
      [
        'https://acme--uat.sandbox.my.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO',
        true,
      ],
      [
        'https://acme--uat.sandbox.lightning.force.com/packagingSetupUI/ipLanding.app?apvId=04tWs000000GWPxIAO',
        true,
      ],
    ]);
  });

  it('has no production link for a beta, and says why', () => {
    const links = linksOf(acmeConnectorBeta, domains);

    expect(links.map(({ label, url }) => [label, url === null])).toEqual([
      ['Production and Developer Edition orgs', true],
      ['Sandboxes and scratch orgs', false],
      ['acme (My Domain)', true],
      ['acme (My Domain, page in Setup)', true],
      ['acme--uat.sandbox (My Domain)', false],
      ['acme--uat.sandbox (My Domain, page in Setup)', false],
    ]);
    expect(links.filter(({ url }) => url === null).map(({ why }) => why)).toEqual(
      Array(3).fill(expect.stringContaining('only in sandboxes and scratch orgs')),
    );
  });

  it('leads to nothing but the hub of the rehearsal in a rehearsal', () => {
    const links = linksOf(acmeConnectorRehearsal, domains);

    expect(links).toEqual([
      {
        audience: 'rehearsal',
        label: 'The hub of the rehearsal',
        url: 'http://127.0.0.1:41233/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO',
        installable: false,
        why: expect.stringContaining('REHEARSAL'),
      },
    ]);
  });
});

describe('installCommandOf', () => {
  it('never holds a key', () => {
    const command = installCommandOf({ ...acmeConnector, needsInstallationKey: true });

    expect(command).toBe(
      'sf package install --package 04tWs000000GWPxIAO --target-org YOUR_ORG_ALIAS --wait 20 --publish-wait 20',
    );
  });
});
