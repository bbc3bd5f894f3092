import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeJobFiles } from '../../../src/github/job-files.ts';
import { jobOutputs } from '../../../src/github/job-outputs.ts';
import { jobResultOf } from '../../../src/github/job-result.ts';
import { jobSummary } from '../../../src/github/job-summary.ts';
import { releasePlan } from '../../support/release-plan.ts';
import { acmeConnector } from '../artifacts/acme-connector.ts';
import {
  betaVersion,
  eventOf,
  failedRun,
  releasedVersion,
  sampleRun,
} from '../reporters/sample-run.ts';

const RELEASED = jobResultOf(sampleRun(false), {
  releaseUrl: 'https://github.com/acme/connector/releases/tag/v1.4.0',
});

describe('jobOutputs', () => {
  it('tells later steps where to install a released version from', () => {
    expect(jobOutputs(RELEASED)).toEqual({
      version: '1.4.0',
      'version-id': acmeConnector.versionId,
      'package-id': acmeConnector.package.id,
      state: 'released',
      'install-url-production': `https://login.salesforce.com/packaging/installPackage.apexp?p0=${acmeConnector.versionId}`,
      'install-url-sandbox': `https://test.salesforce.com/packaging/installPackage.apexp?p0=${acmeConnector.versionId}`,
      'artifacts-directory': '/home/kim/acme/artifacts/Acme-Connector/1.4.0-3',
      rehearsal: 'false',
      'release-url': 'https://github.com/acme/connector/releases/tag/v1.4.0',
      versions: expect.any(String),
    });
  });

  it('has no production link for a beta', () => {
    const outputs = jobOutputs(jobResultOf([eventOf('version.published', betaVersion)]));

    expect(outputs).toMatchObject({
      state: 'beta',
      'install-url-production': '',
      'install-url-sandbox': expect.stringContaining('https://test.salesforce.com/'),
      'release-url': '',
    });
  });

  it('lists every package, also those that were published before a failure', () => {
    const versions: unknown = JSON.parse(jobOutputs(jobResultOf(failedRun))['versions'] ?? '');

    expect(versions).toMatchObject([
      {
        package: 'Acme Connector',
        version: '1.4.0',
        state: 'beta',
        needsInstallationKey: true,
        installUrls: [{ audience: 'sandbox' }],
        artifactsDirectory: '/home/kim/acme/artifacts/Acme-Connector/1.4.0-3',
      },
    ]);
  });

  it('says that nothing was made where nothing was', () => {
    expect(jobOutputs(jobResultOf([]))).toEqual({
      rehearsal: 'false',
      'release-url': '',
      versions: '[]',
    });
  });
});

describe('jobSummary', () => {
  it('shows what a plan would do, with its files as a difference', () => {
    const plan = releasePlan();
    const summary = jobSummary(
      jobResultOf([eventOf('plan.made', { plan, file: '/project/plan.json' })]),
    );

    expect(summary).toContain('## Plan: Acme 1.4.0');
    expect(summary).toContain('- spends 1 of the 5 left today (`Package2VersionCreates`)');
    expect(summary).toContain('```diff\n--- a/force-app/app.xml\n');
    expect(summary).toContain('+  <label>New</label>\n');
  });

  it('shows the links of a released version, its ids, and the release', () => {
    const summary = jobSummary(RELEASED);

    expect(summary).toMatch(/^## Acme Connector 1\.4\.0: released$/m);
    expect(summary).toContain('<https://login.salesforce.com/packaging/installPackage.apexp?p0=');
    expect(summary).toContain(`\`${acmeConnector.versionId}\``);
    expect(summary).toContain('<https://github.com/acme/connector/releases/tag/v1.4.0>');
    expect(summary).toContain('### Warnings');
    expect(summary).not.toContain('REHEARSAL');
  });

  it('marks a rehearsal before anything else', () => {
    expect(jobSummary(jobResultOf(sampleRun(true)))).toMatch(
      /^> \[!CAUTION\]\n> \*\*REHEARSAL\*\*/,
    );
  });

  it('explains a failure with its code, places and next steps', () => {
    const summary = jobSummary(jobResultOf(failedRun));

    expect(summary).toMatch(/^## CONFIG_INVALID: /);
    expect(summary).toContain('config/release.yaml:3:12 namespace must be');
    expect(summary).toContain('(found: acme-inc)');
    expect(summary).toMatch(/^1\. Correct the lines above&#46;$/m);
    expect(summary).toContain('## Acme Connector 1.4.0: beta');
  });

  it('shows the difference of the project file that is worth committing', () => {
    const difference = '-  "versionNumber": "1.3.0.NEXT"\n+  "versionNumber": "1.4.0.NEXT"\n';

    const summary = jobSummary({ ...RELEASED, projectDifference: difference });

    expect(summary).toContain(`### Worth committing`);
    expect(summary).toContain(`\`\`\`diff\n${difference}\`\`\``);
  });

  it('lets no name or message format anything, or leave its block', () => {
    const hostile = '</td><script>alert(1)</script> **x** [a](javascript:b) | `c` @kim';
    const summary = jobSummary({
      ...RELEASED,
      versions: [
        {
          ...releasedVersion,
          version: { ...acmeConnector, package: { ...acmeConnector.package, name: hostile } },
          links: [{ audience: 'production', label: hostile, url: 'https://login.salesforce.com/' }],
        },
      ],
      warnings: [{ message: hostile, actions: [hostile] }],
      projectDifference: '+ ```\n+ <b>\n',
    });
    const running = summary.replaceAll(/^````diff[\s\S]*?^````$/gm, '');

    expect(running).not.toMatch(/<script|\*\*x|\]\(|`c`|@kim/);
    expect(running.match(/^\| .*alert.*$/gm)).toHaveLength(1);
    expect(summary).toMatch(/^````diff\n\+ ```\n\+ <b>\n````$/m);
  });
});

describe('writeJobFiles', () => {
  it('adds to what the step wrote before, and lets no value name outputs of its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'eca-release-job-'));
    const files = { summary: join(folder, 'summary.md'), output: join(folder, 'output') };
    await writeFile(files.summary, '# Before\n');
    const hostile = { ...RELEASED, releaseUrl: 'x\nversion-id=04tHOSTILE\nEOF' };

    await writeJobFiles(files, hostile);

    expect(await readFile(files.summary, 'utf8')).toMatch(/^# Before\n## Acme Connector/);
    const output = await readFile(files.output, 'utf8');
    const [, delimiter = ''] = /^release-url<<(.+)$/m.exec(output) ?? [];
    expect(delimiter).toMatch(/^eca-release-[0-9a-f-]{36}$/);
    expect(output).toContain(
      `release-url<<${delimiter}\nx\nversion-id=04tHOSTILE\nEOF\n${delimiter}\n`,
    );
    expect(output.match(/^[\w-]+<</gm)).toHaveLength(10);
  });

  it('writes nothing where nobody asks', async () => {
    await expect(
      writeJobFiles({ summary: undefined, output: undefined }, RELEASED),
    ).resolves.toEqual([]);
  });

  it('tells later steps what they need although the summary cannot be written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'eca-release-job-'));
    const output = join(folder, 'output');

    const failures = await writeJobFiles({ summary: folder, output }, RELEASED);

    expect(failures).toEqual([expect.stringContaining('GITHUB_STEP_SUMMARY')]);
    expect(await readFile(output, 'utf8')).toContain(acmeConnector.versionId);
  });
});
