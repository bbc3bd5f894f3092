import { describe, expect, it } from 'vitest';
import type { ReleaseRequest } from '../../../../src/pipeline/release-context.ts';
import { preflight } from '../../../../src/pipeline/stages/preflight.ts';
import type { HubFacts } from '../../../../src/ports/dev-hub.ts';
import { outsideInMemory, type InMemoryOutside } from '../../../support/in-memory-ports.ts';
import {
  hubPackage,
  packageConfig,
  released,
  releaseConfig,
} from '../../../support/release-state.ts';
import { releaseRequest } from '../../../support/version-work.ts';

async function checked(
  facts: Partial<HubFacts> = {},
  request: Partial<ReleaseRequest> = {},
  outside: InMemoryOutside = outsideInMemory(),
) {
  outside.hub.facts = { ...outside.hub.facts, ...facts };
  return preflight(releaseRequest(request), outside.ports, outside.hub);
}

function hubWithReleased(...numbers: readonly string[]): InMemoryOutside {
  const outside = outsideInMemory();
  outside.hub.packages = [hubPackage()];
  outside.hub.versions = numbers.map((number, index) => released(number, index + 1));
  return outside;
}

describe('preflight', () => {
  it('knows the number, where it came from, and what may be built today', async () => {
    expect(await checked()).toMatchObject({
      summary: 'Acme Connector 1.4.0 (sfdx-project.json); 6 of 6 version builds left today',
      output: { packages: [{ hubPackage: undefined, versions: [] }] },
    });
  });

  it('says so where the hub does not tell what may be built today', async () => {
    const versionSlots = { validated: undefined, withoutValidation: undefined };

    expect(await checked({ versionSlots })).toMatchObject({
      summary: expect.stringContaining('the hub does not tell'),
    });
  });

  it('takes the number of the tag of a tag build', async () => {
    expect(await checked({}, { buildTag: 'v2.0.0' })).toMatchObject({
      summary: expect.stringContaining('Acme Connector 2.0.0 (tag v2.0.0)'),
    });
  });

  it("finds the hub's package and its versions", async () => {
    const { output } = await checked({}, {}, hubWithReleased('1.2.0', '1.3.0'));

    expect(output.packages).toMatchObject([{ hubPackage: hubPackage(), versions: [{}, {}] }]);
  });

  it('wants the namespace as the hub spells it, and tells how', async () => {
    await expect(checked({ linkedNamespaces: ['AcmeConnect'] })).rejects.toMatchObject({
      code: 'NAMESPACE_NOT_LINKED',
      detail: {
        actions: expect.arrayContaining([expect.stringContaining('namespace: AcmeConnect')]),
      },
    });
  });

  it.each([
    ['an org that is no Dev Hub', { isDevHub: false }, 'NOT_A_DEV_HUB'],
    [
      'a hub without second-generation packaging',
      { packages: undefined },
      'SECOND_GENERATION_PACKAGING_OFF',
    ],
    ["the hub's own namespace", { ownNamespace: 'AcmeConnect' }, 'NAMESPACE_IS_HUBS_OWN'],
    ['a namespace that is not linked', { linkedNamespaces: ['other'] }, 'NAMESPACE_NOT_LINKED'],
    ['a hub without any namespace', { linkedNamespaces: [] }, 'NAMESPACE_NOT_LINKED'],
  ] satisfies [string, Partial<HubFacts>, string][])('refuses %s', async (_what, facts, code) => {
    await expect(checked(facts)).rejects.toMatchObject({ code });
  });

  it.each([
    ['68.0', true],
    ['69.0', false],
    // As texts, 100.0 would be less than 68.0.
    ['100.0', false],
  ])('takes a project in API version %s to a hub in 68.0: %s', async (version, isTaken) => {
    const outside = outsideInMemory();
    const text = outside.files.get('sfdx-project.json') ?? '';
    outside.files.set('sfdx-project.json', text.replace('67.0', version));

    const outcome = await checked({}, {}, outside).then(
      () => true,
      ({ code }: { readonly code: string }) => code,
    );

    expect(outcome).toBe(isTaken || 'API_VERSION_UNSUPPORTED');
  });

  it('lets a number below what is released pass: it may be built already', async () => {
    expect(await checked({}, {}, hubWithReleased('1.5.0'))).toMatchObject({ kind: 'done' });
  });

  it('lets a hub with several packages of one name not guess', async () => {
    const outside = hubWithReleased();
    outside.hub.packages = [hubPackage({ isManaged: false })];

    await expect(checked({}, {}, outside)).rejects.toMatchObject({ code: 'PACKAGE_AMBIGUOUS' });
  });

  it('takes each package by itself', async () => {
    const config = releaseConfig({
      packages: [
        packageConfig(),
        packageConfig({ name: 'Acme Other', version: { from: 'number', number: '0.1.0' } }),
      ],
    });

    const { output } = await checked({}, { config }, hubWithReleased('1.3.0'));

    expect(output.packages).toMatchObject([
      { hubPackage: hubPackage() },
      { hubPackage: undefined },
    ]);
  });
});
