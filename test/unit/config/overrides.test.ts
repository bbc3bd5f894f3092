import { describe, expect, it } from 'vitest';
import { OVERRIDES } from '../../../src/config/overrides.ts';
import { load, problemsOf } from './config-folder.ts';

const CONFIG = `namespace: acmeconnect
packages:
  - { name: Acme Connector, path: connector, apps: [Acme_Connector], installationKey: none }
  - { name: Acme Events, path: events, apps: [Acme_Events], installationKey: none, version: project-file }
drift: stop
output: from-file
wait: { minutes: 10 }
`;

describe('overrides', () => {
  it('let a flag win over the environment, and the environment over the file', async () => {
    const config = await load(CONFIG, {
      overrides: { output: 'from-flag' },
      environment: { ECA_RELEASE_OUTPUT: 'from-environment', ECA_RELEASE_DRIFT: 'accept' },
    });

    expect(config).toMatchObject({
      output: 'from-flag',
      drift: 'accept',
      wait: { minutes: 10, requestSeconds: 60 },
    });
  });

  it('take an empty variable for none', async () => {
    const config = await load(CONFIG, { environment: { ECA_RELEASE_OUTPUT: ' ' } });

    expect(config.output).toBe('from-file');
  });

  it('take fractions of times', async () => {
    const config = await load(CONFIG, {
      overrides: { waitMinutes: '0.5', requestSeconds: '5', lostAnswerSeconds: '2' },
    });

    expect(config.wait).toEqual({ minutes: 0.5, requestSeconds: 5, lostAnswerSeconds: 2 });
  });

  it('give all packages the one version number', async () => {
    const config = await load(CONFIG, { overrides: { versionNumber: '2.0.0' } });

    expect(config.packages.map(({ version }) => version)).toEqual([
      { from: 'number', number: '2.0.0' },
      { from: 'number', number: '2.0.0' },
    ]);
  });

  it('select packages by name, in the order of the file', async () => {
    const one = await load(CONFIG, { overrides: { packages: ['Acme Events'] } });
    const both = await load(CONFIG, {
      environment: { ECA_RELEASE_PACKAGES: 'Acme Events, Acme Connector' },
    });

    expect(one.packages.map(({ name }) => name)).toEqual(['Acme Events']);
    expect(both.packages.map(({ name }) => name)).toEqual(['Acme Connector', 'Acme Events']);
  });

  it('name the flag or variable that is wrong, and what it said', async () => {
    const problems = await problemsOf(CONFIG, {
      overrides: { waitMinutes: '-1', versionNumber: 'v2', packages: ['Acme Event'] },
      environment: { ECA_RELEASE_DRIFT: 'maybe', ECA_RELEASE_OUTPUT: '../out' },
    });

    expect(problems).toEqual([
      '--package names a package that is not configured | found Acme Event | wanted Acme Events: did you mean that?',
      'ECA_RELEASE_OUTPUT is not valid | found ../out | wanted a path inside the project, with /: it has .. in it and could leave the project',
      'ECA_RELEASE_DRIFT is not valid | found maybe | wanted accept, stop-on-tag or stop',
      '--wait-minutes is not valid | found -1 | wanted minutes: a number above 0, at most 1440',
      '--version-number is not valid | found v2 | wanted three numbers: 1.4.0',
    ]);
  });

  it('keep artifacts out of the metadata also when a flag says where', async () => {
    const problems = await problemsOf(CONFIG, { overrides: { output: 'events/out' } });

    expect(problems).toEqual([expect.stringContaining('among the metadata of Acme Events')]);
  });

  it('have flags and variables of their own each', () => {
    const settings = Object.values(OVERRIDES);

    expect(new Set(settings.map(({ flag }) => flag)).size).toBe(settings.length);
    expect(new Set(settings.map(({ variable }) => variable)).size).toBe(settings.length);
  });
});
