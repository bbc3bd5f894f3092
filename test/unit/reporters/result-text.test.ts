import { describe, expect, it } from 'vitest';
import { PLAIN_LOOK } from '../../../src/reporters/look.ts';
import { resultText } from '../../../src/reporters/result-text.ts';
import { betaVersion, releasedVersion } from './sample-run.ts';

describe('resultText', () => {
  it('shows the links of a released version', () => {
    expect(resultText(releasedVersion, PLAIN_LOOK)).toMatchInlineSnapshot(`
      "Acme Connector 1.4.0, build 3  released
        Version id                             04tWs000000GWPxIAO
        Production and Developer Edition orgs  https://login.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO
        Sandboxes and scratch orgs             https://test.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO
        Page to send                           /home/kim/acme/artifacts/Acme-Connector/1.4.0-3/install-links.html"
    `);
  });

  it('shows that a beta is only for sandboxes, and that a key is needed', () => {
    expect(resultText(betaVersion, PLAIN_LOOK)).toMatchInlineSnapshot(`
      "Acme Connector 1.4.0, build 3  beta: only for sandboxes and scratch orgs, until it is promoted
        Version id                  04tWs000000GWPxIAO
        Sandboxes and scratch orgs  https://test.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO
        Installation key            needed: send it apart from the link
        Page to send                /home/kim/acme/artifacts/Acme-Connector/1.4.0-3/install-links.html"
    `);
  });

  it('says that a build without validation can never be released', () => {
    const version = { ...betaVersion.version, validation: 'skipped' } as const;

    expect(resultText({ ...betaVersion, version }, PLAIN_LOOK)).toContain('never to be released');
  });
});
