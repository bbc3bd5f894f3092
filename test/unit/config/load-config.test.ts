import { mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load-config.ts';
import { failureOfLoading, load, problemsOf, projectWith } from './config-folder.ts';

const SMALL = `namespace: acmeconnect
packages:
  - name: Acme Connector
    apps: [Acme_Connector]
    installationKey: none
`;

describe('loadConfig', () => {
  it('fills in everything a small file leaves out', async () => {
    const config = await load(SMALL);

    expect(config).toEqual({
      namespace: 'acmeconnect',
      packages: [
        {
          name: 'Acme Connector',
          description: '',
          path: 'force-app',
          apps: ['Acme_Connector'],
          include: [],
          version: { from: 'git-tag' },
          installationKey: { kind: 'none' },
          ancestor: { kind: 'highest' },
          dependencies: [],
          validation: 'full',
        },
      ],
      drift: 'stop-on-tag',
      wait: { minutes: 60, requestSeconds: 60, lostAnswerSeconds: 60 },
      output: 'artifacts',
      lint: { rules: {}, profiles: {} },
    });
  });

  it('reads every setting into the one form', async () => {
    const fixture = new URL('../../fixtures/config/every-setting.yaml', import.meta.url);

    const config = await load(readFileSync(fixture, 'utf8'));

    expect(config).toEqual({
      namespace: 'acmeconnect',
      devHub: 'acme-partner-hub',
      packages: [
        {
          name: 'Acme Connector',
          description: 'Connects Acme to your org.',
          path: 'packages/connector',
          apps: ['Acme_Connector', 'Acme_Billing'],
          include: ['OauthCustomScope:Acme_Orders'],
          version: { from: 'number', number: '1.4.0' },
          versionName: 'Spring',
          versionDescription: 'Orders are synchronised both ways.',
          installationKey: { kind: 'environment', variable: 'ACME_INSTALLATION_KEY' },
          ancestor: { kind: 'number', number: '1.2.0' },
          dependencies: [
            { versionId: '04t5e000000AbCdAAK' },
            { package: '0Ho5e000000AbCd', versionNumber: '1.2.0.LATEST' },
          ],
          definitionFile: 'config/project-scratch-def.json',
          releaseNotesUrl: 'https://acme.example/notes/1.4.0',
          postInstallUrl: 'https://acme.example/welcome',
          validation: 'skipped',
        },
        {
          name: 'Acme Events',
          description: '',
          path: 'packages/events',
          apps: ['Acme_Events'],
          include: [],
          version: { from: 'project-file' },
          installationKey: { kind: 'none' },
          ancestor: { kind: 'none' },
          dependencies: [],
          validation: 'full',
        },
      ],
      drift: 'stop',
      wait: { minutes: 90, requestSeconds: 30, lostAnswerSeconds: 120 },
      output: 'build/artifacts',
      lint: {
        rules: {
          'wide-scopes': { severity: 'off', reason: 'Pages of ours run in Visualforce.' },
          'ip-relaxation': { severity: 'warning', reason: 'Our customers ask for it.' },
        },
        profiles: { Acme_Connector: 'web-server' },
      },
    });
  });

  it('reads a file with a byte order mark and Windows line ends', async () => {
    const config = await load(`\uFEFF${SMALL.replaceAll('\n', '\r\n')}`);

    expect(config.namespace).toBe('acmeconnect');
  });

  it('says which file it read', async () => {
    const projectDir = projectWith(SMALL, 'other.yaml');

    const { file } = await loadConfig({
      projectDir,
      file: 'other.yaml',
      overrides: {},
      environment: {},
    });

    expect(file).toBe(join(projectDir, 'other.yaml'));
  });

  it('teaches how to make a configuration where there is none', async () => {
    const projectDir = mkdtempSync(join(tmpdir(), 'eca-release-config-'));

    const loading = loadConfig({ projectDir, overrides: {}, environment: {} });

    await expect(loading).rejects.toMatchObject({
      code: 'CONFIG_NOT_FOUND',
      detail: {
        actions: [expect.stringContaining('fresh clone'), expect.stringContaining('--config')],
      },
    });
  });

  it('notices a file that only ends in .yml', async () => {
    const projectDir = projectWith(SMALL);
    renameSync(join(projectDir, 'config/release.yaml'), join(projectDir, 'config/release.yml'));

    const loading = loadConfig({ projectDir, overrides: {}, environment: {} });

    await expect(loading).rejects.toMatchObject({
      detail: { actions: expect.arrayContaining([expect.stringContaining('release.yml')]) },
    });
  });

  it('does not take a folder for a configuration', async () => {
    const projectDir = projectWith(SMALL);

    const loading = loadConfig({ projectDir, file: 'config', overrides: {}, environment: {} });

    await expect(loading).rejects.toMatchObject({
      code: 'WORKSPACE_UNREADABLE',
      detail: { found: 'EISDIR' },
    });
  });

  it('recognises UTF-16, which PowerShell writes', async () => {
    const failure = await failureOfLoading(Buffer.from(`\uFEFF${SMALL}`, 'utf16le'));

    expect(failure.code).toBe('CONFIG_INVALID');
    expect(failure.detail.found).toBe('UTF-16');
  });

  it('tells problems of every kind together, from the top of the file down', async () => {
    const problems = await problemsOf(
      `namespace: 1acme
devhub: x
apps: [Acme_Connector]
packages:
  - name: Acme Connector
    version: 1.4
    apps: []
    installationKey: none
    path: ../elsewhere
  - name: Acme Events
    apps: [Acme__Events]
    dependencies: [{ versionId: 04tx }, { package: x }, y]
wait: { minutes: "3", request: 1 }
drift: sometimes
`,
      { overrides: { output: '/tmp' }, environment: { ECA_RELEASE_WAIT_MINUTES: 'soon' } },
    );

    expect(problems.join('\n')).toMatchInlineSnapshot(`
      "config/release.yaml:1:12 namespace is not valid | found 1acme | wanted the namespace linked to the Dev Hub: 1 to 15 letters, digits or single underscores, a letter first
      config/release.yaml:2:1 devhub is not known | wanted devHub: did you mean that?
      config/release.yaml:3:1 apps is not known | wanted apps inside an entry of packages
      config/release.yaml:6:14 packages[0].version: YAML reads this as the number 1.4; a text needs quotes | found 1.4 | wanted git-tag, project-file, or three numbers in quotes, for example "1.4.0"
      config/release.yaml:7:11 packages[0].apps is not valid | found an empty list | wanted at least one External Client App
      config/release.yaml:9:11 packages[0].path is not valid | found ../elsewhere | wanted a path inside the project, with /: it has .. in it and could leave the project
      config/release.yaml:10:5 packages[1].installationKey is missing | wanted none, or { fromEnvironment: NAME } with the name of the environment variable that holds the key
      config/release.yaml:11:12 packages[1].apps[0] is not valid | found Acme__Events | wanted the API name of an External Client App: letters, digits and single underscores, a letter first, no underscore last
      config/release.yaml:12:33 packages[1].dependencies[0].versionId is not valid | found 04tx | wanted a version's id: 04t and 12 or 15 more letters and digits
      config/release.yaml:12:41 packages[1].dependencies[1].versionNumber is missing | wanted four parts: "1.2.0.LATEST", "1.2.0.RELEASED" or a build, "1.2.0.7"
      config/release.yaml:12:52 packages[1].dependencies[1].package is not valid | found x | wanted a package's id: 0Ho and 12 or 15 more letters and digits
      config/release.yaml:12:57 packages[1].dependencies[2] is not valid | found y | wanted { versionId: 04t… } or { package: 0Ho…, versionNumber: "1.2.0.LATEST" }
      config/release.yaml:13:18 wait.minutes: YAML reads this as a text; a number stands without quotes | found "3" | wanted minutes: a number above 0, at most 1440
      config/release.yaml:13:23 wait.request is not known | wanted only minutes, requestSeconds, lostAnswerSeconds
      config/release.yaml:14:8 drift is not valid | found sometimes | wanted accept, stop-on-tag or stop
      --output is not valid | found /tmp | wanted a path inside the project, with /: it is absolute
      ECA_RELEASE_WAIT_MINUTES is not valid | found soon | wanted minutes: a number above 0, at most 1440"
    `);
  });

  it('shows a config outside the project by its whole path', async () => {
    const outside = join(projectWith('namespace: 1'), 'config/release.yaml');

    const failure = await failureOfLoading(SMALL, { file: outside });

    expect(failure.detail.location?.file).toBe(outside);
  });

  it.each([
    ['an empty file', ''],
    ['a list', '- a'],
    ['a text', 'acme'],
  ])('refuses %s as a whole', async (_what, text) => {
    const failure = await failureOfLoading(text);

    expect(failure.detail.problems).toHaveLength(1);
    expect(failure.detail.problems?.[0]).toMatchObject({
      wanted: 'namespace and packages, one key a line',
    });
  });

  it('survives keys that JavaScript objects have already', async () => {
    const problems = await problemsOf(`${SMALL}__proto__: { output: x }\nconstructor: 1\n`);

    expect(problems).toHaveLength(2);
  });
});

describe('loadConfig, values', () => {
  it.each(['acme-connect', '_acme', 'acme__connect', 'abcdefghijklmnop', "''"])(
    'refuses the namespace %s',
    async (namespace) => {
      const problems = await problemsOf(SMALL.replace('acmeconnect', namespace));

      expect(problems).toEqual([
        expect.stringContaining('release.yaml:1:12 namespace is not valid'),
      ]);
    },
  );

  it.each(['Acme-Connector', '1Acme', 'Acme_', 'Acme__Connector', '"Acme Connector"'])(
    'refuses %s as the API name of an app',
    async (app) => {
      const problems = await problemsOf(SMALL.replace('[Acme_Connector]', `[${app}]`));

      expect(problems).toEqual([expect.stringContaining('packages[0].apps[0] is not valid')]);
    },
  );

  it.each(['.', './', '../other', '/tmp/app', 'C:/app', 'a\\b', '.hidden/app'])(
    'refuses %s as a package directory',
    async (path) => {
      const problems = await problemsOf(`${SMALL}    path: '${path}'\n`);

      expect(problems).toEqual([expect.stringContaining('packages[0].path is not valid')]);
    },
  );

  it.each(['1.4', '1', '1.4.0.NEXT', 'v1.4.0', '01.4.0', 'latest'])(
    'refuses %s as a version',
    async (version) => {
      const problems = await problemsOf(`${SMALL}    version: ${version}\n`);

      expect(problems).toEqual([expect.stringContaining('three numbers in quotes')]);
    },
  );

  it('refuses links that are not https', async () => {
    const problems = await problemsOf(`${SMALL}    postInstallUrl: http://acme.example\n`);

    expect(problems).toEqual([expect.stringContaining('a URL that starts with https://')]);
  });

  it('does not take null for a value', async () => {
    const problems = await problemsOf(SMALL.replace('installationKey: none', 'installationKey:'));

    expect(problems).toEqual([expect.stringContaining('packages[0].installationKey is missing')]);
  });
});
