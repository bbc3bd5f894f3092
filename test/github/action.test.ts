import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { cloneOfWork, secondRepository, tag } from './checkouts.ts';
import { startFakeGithub, type FakeGithub } from './fake-github.ts';
import { workflowErrors } from './github-parser.ts';
import { startJwtHub } from './jwt-hub.ts';
import { readAction, workflowFrom } from './workflow-files.ts';
import { runJob } from './workflow-runner.ts';

/** The action as another repository names it: any commit of it. */
const ACTION = 'acme/eca-release@0123456789abcdef0123456789abcdef01234567';
const PROJECT = 'salesforce';

/** The workflow of a repository that has its project in a folder, and this tool nowhere. */
const WORKFLOW = `
name: Release
on:
  push:
    tags: ['v*']
permissions: {}
concurrency:
  group: release-\${{ github.ref_name }}
  cancel-in-progress: false
jobs:
  release:
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    permissions:
      contents: write
    outputs:
      version-id: \${{ steps.eca.outputs.version-id }}
      release-url: \${{ steps.eca.outputs.release-url }}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
          fetch-depth: 0
      - id: eca
        uses: ${ACTION} # v1.0.0
        with:
          project-dir: ${PROJECT}
          github-release: 'true'
          package: Acme Connector
          arguments: |
            --wait-minutes
            5
        env:
          DEVHUB_JWT_CLIENT_ID: \${{ secrets.DEVHUB_JWT_CLIENT_ID }}
          DEVHUB_JWT_USERNAME: \${{ secrets.DEVHUB_JWT_USERNAME }}
          DEVHUB_JWT_KEY: \${{ secrets.DEVHUB_JWT_KEY }}
          DEVHUB_LOGIN_URL: \${{ vars.DEVHUB_LOGIN_URL }}
      - run: echo "$VERSION_ID $STATE" > released.txt
        env:
          VERSION_ID: \${{ steps.eca.outputs.version-id }}
          STATE: \${{ steps.eca.outputs.state }}
`;

const USES_REHEARSAL = WORKFLOW.replace("github-release: 'true'", "rehearse: 'true'");

interface Caller {
  readonly repository: string;
  readonly github: FakeGithub;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
}

async function run(workflow: string, { repository, github, secrets = {}, vars = {} }: Caller) {
  const job = workflowFrom(workflow).jobs['release'];
  if (job === undefined) throw new TypeError('The workflow has no job of that name');
  const { GITHUB_TOKEN: token = '', ...environment } = github.environment;
  return runJob(job, {
    workspace: repository,
    contexts: { github: { token, ref_name: 'v1.4.0' }, secrets, vars },
    environment: { ...environment, GITHUB_REF_NAME: 'v1.4.0', GITHUB_REF_TYPE: 'tag' },
    actions: { [ACTION]: { action: readAction(), directory: await cloneOfWork() } },
  });
}

async function taggedRepository(): Promise<string> {
  const repository = await secondRepository(PROJECT);
  await tag(repository, 'v1.4.0');
  return repository;
}

describe('the action', () => {
  it('is used by a workflow that GitHub takes', async ({ expect }) => {
    expect(await workflowErrors('release.yml', WORKFLOW)).toEqual([]);
  });

  it("releases another repository's app in one step, and nothing new the second time", async ({
    expect,
  }) => {
    const [repository, github, { hub, secrets, vars }] = await Promise.all([
      taggedRepository(),
      startFakeGithub(),
      startJwtHub(),
    ]);

    const first = await run(WORKFLOW, { repository, github, secrets, vars });

    expect(first.hasFailed, first.log).toBe(false);
    expect(await readFile(join(repository, 'released.txt'), 'utf8')).toBe(
      `${first.outputs['version-id'] ?? ''} beta\n`,
    );
    expect(first.outputs['release-url']).toBe(
      'https://github.com/acme/connector/releases/tag/v1.4.0',
    );
    expect(first.steps['eca']?.outputs['artifacts-directory']).toBe(
      join(repository, PROJECT, 'artifacts', 'Acme-Connector', '1.4.0-1'),
    );
    const { versions } = await hub.records();
    expect(versions).toHaveLength(1);
    const writes = github.writes().length;

    const second = await run(WORKFLOW, { repository, github, secrets, vars });

    expect(second.hasFailed, second.log).toBe(false);
    expect(second.outputs).toEqual(first.outputs);
    expect((await hub.records()).versions).toEqual(versions);
    expect(github.writes()).toHaveLength(writes);
    expect(`${first.log}${second.log}`).not.toContain(github.token);
  });

  it('shows a mistake in the configuration where it stands in the repository', async ({
    expect,
  }) => {
    const [repository, github] = await Promise.all([taggedRepository(), startFakeGithub()]);
    const file = join(repository, PROJECT, 'config', 'release.yaml');
    await writeFile(file, `${await readFile(file, 'utf8')}\nunknown: 1\n`);

    const result = await run(USES_REHEARSAL, { repository, github });

    expect(result.hasFailed).toBe(true);
    expect(result.log).toMatch(
      /^::error file=salesforce\/config\/release\.yaml,line=\d+,(col=\d+,)?title=CONFIG_INVALID%3A/m,
    );
    expect(result.summary).toContain('## CONFIG_INVALID');
    expect(result.outputs).toEqual({ 'version-id': '', 'release-url': '' });
  });

  it('rehearses without a secret, and shows nothing of it on GitHub', async ({ expect }) => {
    const [repository, github] = await Promise.all([taggedRepository(), startFakeGithub()]);

    const result = await run(USES_REHEARSAL, { repository, github });

    expect(result.hasFailed, result.log).toBe(false);
    expect(result.steps['eca']?.outputs).toMatchObject({ rehearsal: 'true', 'release-url': '' });
    expect(result.log).not.toMatch(/^::(error|warning)/m);
    expect(github.requests).toEqual([]);
  });
});
