import { describe, expect, it } from 'vitest';
import type { PackagePlan } from '../../../../src/domain/plan/package-plan.ts';
import { wire } from '../../../../src/pipeline/stages/wire.ts';
import { outsideInMemory, told } from '../../../support/in-memory-ports.ts';
import {
  hubPackage,
  hubVersion,
  PACKAGE_ID,
  packageConfig,
  released,
} from '../../../support/release-state.ts';
import { packagePlan, releaseRequest } from '../../../support/version-work.ts';

async function wired(changes: Partial<PackagePlan>, text?: string) {
  const outside = outsideInMemory();
  if (text !== undefined) outside.files.set('sfdx-project.json', text);
  const plan = packagePlan(outside.hub, changes);
  const { ports, files } = outside;
  const run = async () =>
    wire(releaseRequest(), ports, await ports.workspace.readProject(), [plan]);
  const outcome = await run();
  const project: unknown = JSON.parse(files.get('sfdx-project.json') ?? '');
  return { outcome, project, outside, run };
}

describe('wire', () => {
  it('writes what a package is made of, the namespace above all', async () => {
    const { outcome, project, outside } = await wired({ hubPackage: hubPackage() });

    expect(outcome).toMatchObject({
      kind: 'done',
      summary: 'namespace acmeconnect, force-app: 1.4.0.NEXT',
    });
    expect(project).toEqual({
      packageDirectories: [
        {
          path: 'force-app',
          default: true,
          versionNumber: '1.4.0.NEXT',
          package: 'Acme Connector',
        },
      ],
      namespace: 'acmeconnect',
      sourceApiVersion: '67.0',
      packageAliases: { 'Acme Connector': PACKAGE_ID },
    });
    expect(told(outside, 'workspace.changed')).toEqual([
      { written: ['sfdx-project.json'], removed: [] },
    ]);
  });

  it('does nothing where the file says so already', async () => {
    const { run } = await wired({ hubPackage: hubPackage() });

    expect(await run()).toMatchObject({ kind: 'skipped' });
  });

  it.each([
    ['nothing, for a first release', {}, undefined],
    ['nothing, while there are betas only', { versions: [hubVersion('1.3.0')] }, undefined],
    [
      'nothing, once the first release is released itself',
      { versions: [released('1.4.0')] },
      undefined,
    ],
    ['HIGHEST, where there is one', { versions: [released('1.3.0')] }, 'HIGHEST'],
    [
      'NONE, where there is one and shall be none',
      { versions: [released('1.3.0')], config: packageConfig({ ancestor: { kind: 'none' } }) },
      'NONE',
    ],
    [
      'the number that is configured',
      {
        versions: [released('1.3.0')],
        config: packageConfig({ ancestor: { kind: 'number', number: '1.2.0' } }),
      },
      '1.2.0',
    ],
  ] satisfies [string, Partial<PackagePlan>, string | undefined][])(
    'tells the sf CLI of the ancestor: %s',
    async (_what, changes, ancestorVersion) => {
      const { project } = await wired(
        changes,
        '{"packageDirectories":[{"path":"force-app","default":true,"ancestorId":"05i","ancestorVersion":"0.9.0"}],"sourceApiVersion":"67.0"}',
      );

      expect(project).toMatchObject({
        packageDirectories: [
          {
            path: 'force-app',
            default: true,
            package: 'Acme Connector',
            versionNumber: '1.4.0.NEXT',
            ...(ancestorVersion !== undefined && { ancestorVersion }),
          },
        ],
      });
      expect(JSON.stringify(project)).not.toMatch(/ancestorId|0\.9\.0/);
    },
  );

  it('says which directory is the default one, which goes without saying for a single one', async () => {
    const { project, run } = await wired(
      {},
      '{"packageDirectories":[{"path":"other-app"}],"sourceApiVersion":"67.0"}',
    );

    expect(project).toMatchObject({
      packageDirectories: [{ path: 'other-app', default: true }, { path: 'force-app' }],
    });
    expect(await run()).toMatchObject({ kind: 'skipped' });
  });

  it('says it also where the single one is that of another package', async () => {
    const { ports, hub, files } = outsideInMemory();
    files.set(
      'sfdx-project.json',
      '{"packageDirectories":[{"path":"force-app"}],"sourceApiVersion":"67.0"}',
    );
    const plans = [
      packagePlan(hub),
      packagePlan(hub, { config: packageConfig({ name: 'Acme Analytics', path: 'analytics' }) }),
    ];

    await wire(releaseRequest(), ports, await ports.workspace.readProject(), plans);

    expect(JSON.parse(files.get('sfdx-project.json') ?? '')).toMatchObject({
      packageDirectories: [{ path: 'force-app', default: true }, { path: 'analytics' }],
    });
  });

  it('leaves the default one alone where there is one', async () => {
    const { project } = await wired(
      {},
      '{"packageDirectories":[{"path":"other-app","default":true}],"sourceApiVersion":"67.0"}',
    );

    expect(project).toMatchObject({
      packageDirectories: [{ path: 'other-app', default: true }, { path: 'force-app' }],
    });
    expect(project).not.toHaveProperty('packageDirectories.1.default');
  });
});
