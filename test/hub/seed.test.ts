import { describe, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { readSeed } from '../../src/embedded-hub/seed/read-seed.ts';
import { YamlInvalid } from '../../src/embedded-hub/yaml/yaml-invalid.ts';
import { emptyFolder, seedFileOf, seedFileWith, startedHub } from './hub-fixture.ts';

function problemsIn(text: string): YamlInvalid['problems'] {
  try {
    readSeed(seedFileOf(text));
  } catch (error) {
    if (error instanceof YamlInvalid) return error.problems;
    throw error;
  }
  return [];
}

const GOOD = 'org:\n  id: 00Dxy000000OrbT\n  name: Orbit\nlogin:\n  username: a@b.example\n';

describe('a seed', () => {
  it('needs little more than an org and a login', ({ expect }) => {
    expect(problemsIn(GOOD)).toEqual([]);
  });

  it('names an unknown key with its line', ({ expect }) => {
    expect(
      problemsIn(
        `${GOOD}apps:\n  - name: Orbit\n    distributionState: Packaged\n    colour: red\n`,
      ),
    ).toEqual([{ message: 'apps.0.colour: is not a key of the seed', line: 9 }]);
  });

  it('names every wrong value at once, each with its line', ({ expect }) => {
    const text = GOOD.replace('00Dxy000000OrbT', '001xy').replace('a@b.example', 'nobody');

    expect(problemsIn(text)).toMatchObject([
      { message: expect.stringContaining('org.id: is not an org id'), line: 2 },
      { message: expect.stringContaining('login.username: is not a username'), line: 5 },
    ]);
  });

  it('names a missing value with the line of what it is missing from', ({ expect }) => {
    expect(problemsIn(GOOD.replace('  name: Orbit\n', ''))).toMatchObject([
      { message: expect.stringContaining('org.name'), line: 1 },
    ]);
  });

  it('is refused with a line when it is not YAML', ({ expect }) => {
    expect(problemsIn(`${GOOD}apps: [`)).toMatchObject([{ line: 6 }]);
  });

  it('may not describe one app twice, also not in other letter case', ({ expect }) => {
    const app = (name: string) => `  - name: ${name}\n    distributionState: Local\n`;

    expect(problemsIn(`${GOOD}apps:\n${app('Orbit')}${app('ORBIT')}`)).toEqual([
      { message: 'apps.1.name: ORBIT is the name of an app above', line: 9 },
    ]);
  });

  it('that is not there is named', ({ expect }) => {
    expect(() => readSeed(`${emptyFolder()}/none.yaml`)).toThrow(/cannot be read: .*none\.yaml/);
  });

  it('of this repository is valid, and its apps have the traps a real org has', ({ expect }) => {
    const { apps } = readSeed(
      fileURLToPath(new URL('../../config/embedded-hub.yaml', import.meta.url)),
    );

    expect(apps.map(({ name, distributionState }) => `${name} ${distributionState}`)).toEqual([
      'Acme_Connector Packaged',
      'Acme_Connector_EU Packaged',
      'Acme_Analytics Packaged',
      'Acme_Sandbox_Tools Local',
    ]);
    expect(apps.map(({ globalOauth }) => globalOauth?.consumerKey.length)).toEqual([
      85, 85, 85, 85,
    ]);
  });

  it('decides the ids of the org and of what belongs to it', async ({ expect }) => {
    const hub = await startedHub({ seedFile: seedFileWith({ org: { id: '00DQy00000ELR0T' } }) });

    expect(hub.login.orgId).toMatch(/^00DQy00000ELR0T\w{3}$/);
    expect(hub.login.userId).toMatch(/^005Qy/);
    expect(hub.login.accessToken).toMatch(/^00DQy00000ELR0T!/);
  });
});
