import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { git } from '../support/make-project.ts';
import { cloneOfHead } from './checkouts.ts';
import { isWanted } from './expressions.ts';
import { readWorkflow, type Job } from './workflow-files.ts';
import { runJob, type JobSettings } from './workflow-runner.ts';

/** A test that starts nothing, to stand for all: the tests of a clone would clone and test for ever. */
const KEPT_TEST = 'loopback.test.ts';

const OAUTH_SETTINGS =
  'force-app/main/default/extlClntAppOauthSettings/Partner_Login.ecaOauth-meta.xml';

const PUSH = {
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
  GITHUB_REF_TYPE: 'branch',
  GITHUB_REPOSITORY: 'acme/connector',
};

function jobOf(id: string): Job {
  const job = readWorkflow('ci.yml').jobs[id];
  if (job === undefined) throw new TypeError(`ci.yml has no job ${id}`);
  return job;
}

function settingsFor(workspace: string): JobSettings {
  return { workspace, contexts: { github: {}, vars: {} }, environment: PUSH };
}

async function run(id: string, workspace: string) {
  return runJob(jobOf(id), settingsFor(workspace));
}

async function keepOneTest(clone: string): Promise<void> {
  const files = await readdir(join(clone, 'test'), { recursive: true });
  for (const file of files)
    if (file.endsWith('.test.ts') && !file.endsWith(KEPT_TEST)) await rm(join(clone, 'test', file));
}

describe('the CI workflow', () => {
  it('checks what is committed', async ({ expect }) => {
    const { hasFailed, log } = await run('check', await cloneOfHead());

    expect(hasFailed, log).toBe(false);
  });

  it('runs the tests', async ({ expect }) => {
    const clone = await cloneOfHead();
    await keepOneTest(clone);

    const { hasFailed, log } = await run('test', clone);

    expect(hasFailed, log).toBe(false);
    expect(log).toMatch(/Test Files.*1 passed/);
  });

  it('rehearses a release, which changes nothing in the checkout', async ({ expect }) => {
    const clone = await cloneOfHead();

    const { hasFailed, log, summary, used } = await run('rehearse', clone);

    expect(hasFailed, log).toBe(false);
    expect(summary).toContain('**REHEARSAL**: nothing was released.');
    expect(summary).not.toContain('Worth committing');
    const uploaded = used.at(-1)?.with['path'] ?? '';
    expect(await readdir(join(clone, uploaded))).not.toEqual([]);
    // A link where npm ci would make a folder, which git does not show.
    expect(await git(clone, 'status', '--porcelain', '--', ':!node_modules')).toBe('');
  });

  it('hands what lint finds in the app to code scanning only where a variable says so', async ({
    expect,
  }) => {
    const job = jobOf('code-scanning');
    const status = { hasFailed: false };
    const clone = await cloneOfHead();
    await replaceIn(clone, OAUTH_SETTINGS, 'Api, RefreshToken', 'Full, RefreshToken');

    const result = await run('code-scanning', clone);

    expect(isWanted(job.if, { vars: {} }, status)).toBe(false);
    expect(isWanted(job.if, { vars: { ECA_CODE_SCANNING: 'true' } }, status)).toBe(true);
    expect(result.hasFailed, result.log).toBe(false);
    const uploaded = result.used.at(-1)?.with['sarif_file'] ?? '';
    expect(JSON.parse(await readFile(uploaded, 'utf8'))).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'eca-release lint' } },
          results: [
            {
              ruleId: 'full-scope',
              level: 'error',
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: OAUTH_SETTINGS },
                    region: { startLine: 3 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('fails where lint cannot finish, rather than close what code scanning knows', async ({
    expect,
  }) => {
    const clone = await cloneOfHead();
    await replaceIn(clone, 'config/release.yaml', 'packages:', 'package:');

    const { hasFailed, used } = await run('code-scanning', clone);

    expect(hasFailed).toBe(true);
    expect(used.map(({ uses }) => uses)).not.toContainEqual(
      expect.stringContaining('upload-sarif'),
    );
  });

  it('fails a pull request whose app lint objects to, at the line', async ({ expect }) => {
    const clone = await cloneOfHead();
    await replaceIn(clone, OAUTH_SETTINGS, 'Api, RefreshToken', 'Full, RefreshToken');

    const job = jobOf('check');
    // Without the checks of the sources, which have a test of their own above.
    const steps = job.steps.filter(({ run: script }) => script !== 'npm run check');

    const { hasFailed, log } = await runJob({ ...job, steps }, settingsFor(clone));

    expect(hasFailed).toBe(true);
    expect(log).toMatch(
      new RegExp(`^::error file=${OAUTH_SETTINGS},line=3,col=32,title=full-scope`, 'm'),
    );
  });
});

async function replaceIn(folder: string, file: string, text: string, other: string): Promise<void> {
  const path = join(folder, file);
  await writeFile(path, (await readFile(path, 'utf8')).replace(text, other));
}

describe('the release workflow', () => {
  it('attests the files only where a variable says so', ({ expect }) => {
    const job = readWorkflow('release.yml').jobs['attest'];

    expect(isWanted(job?.if, { vars: {} }, { hasFailed: false })).toBe(false);
    expect(isWanted(job?.if, { vars: { ECA_ATTEST: 'true' } }, { hasFailed: false })).toBe(true);
  });
});
