import { describe, expect, it } from 'vitest';
import { problemsOf } from './config-folder.ts';

function twoPackages(first: string, second: string, rest = ''): string {
  return `namespace: acmeconnect
packages:
  - { installationKey: none, ${first} }
  - { installationKey: none, ${second} }
${rest}`;
}

describe('rules', () => {
  it('refuse two packages of one name, whatever the case', async () => {
    const problems = await problemsOf(
      twoPackages('name: Acme, path: a, apps: [A]', 'name: acme, path: b, apps: [B]'),
    );

    expect(problems).toEqual([
      'config/release.yaml:4:36 Two packages have the same name, packages[0] and packages[1] | found acme | wanted a name of its own for each package',
    ]);
  });

  it.each([
    ['force-app', './force-app/'],
    ['force-app', 'force-app/main'],
    ['packages/one/two', 'packages/one'],
  ])('refuse packages that share files: %s and %s', async (one, other) => {
    const problems = await problemsOf(
      twoPackages(`name: One, path: ${one}, apps: [A]`, `name: Two, path: ${other}, apps: [B]`),
    );

    expect(problems).toEqual([expect.stringContaining('Two and One would share files')]);
  });

  it('ask for a path as soon as there are two packages', async () => {
    const problems = await problemsOf(
      twoPackages('name: One, apps: [A]', 'name: Two, path: two, apps: [B]'),
    );

    expect(problems).toEqual([expect.stringContaining('packages[0].path is missing')]);
  });

  it('refuse an app in two packages, whatever the case', async () => {
    const problems = await problemsOf(
      twoPackages('name: One, path: a, apps: [Acme]', 'name: Two, path: b, apps: [ACME]'),
    );

    expect(problems).toEqual([expect.stringContaining('ACME is in a package already')]);
  });

  it('refuse an app twice in one package', async () => {
    const problems = await problemsOf(
      twoPackages('name: One, path: a, apps: [Acme, Acme]', 'name: Two, path: b, apps: [B]'),
    );

    expect(problems).toEqual([expect.stringContaining('Acme is in a package already')]);
  });

  it('refuse parts of an app, policies and secrets under include', async () => {
    const problems = await problemsOf(
      twoPackages(
        'name: One, path: a, apps: [A], include: ["ExternalClientApplication:A", "ExtlClntAppGlobalOauthSettings:A_glbl"]',
        'name: Two, path: b, apps: [B], include: ["OauthCustomScope:Orders"]',
      ),
    );

    expect(problems).toEqual([
      expect.stringContaining('include is for other metadata'),
      expect.stringContaining('it must never leave the org'),
    ]);
  });

  it('refuse artifacts among the metadata', async () => {
    const problems = await problemsOf(
      twoPackages(
        'name: One, path: a, apps: [A]',
        'name: Two, path: b, apps: [B]',
        'output: a/out',
      ),
    );

    expect(problems).toEqual([
      'config/release.yaml:5:9 The artifacts would lie among the metadata of One | found output a/out, package directory a | wanted a folder of its own, for example artifacts',
    ]);
  });

  it('look at the packages that are well-formed, while others are not', async () => {
    const problems = await problemsOf(
      `${twoPackages('name: One, path: a, apps: [A]', 'name: One, path: b, apps: [B]').trimEnd()}
  - { name: Three }
`,
    );

    expect(problems.join('\n')).toContain('Two packages have the same name');
    expect(problems.join('\n')).toContain('packages[2].apps is missing');
  });
});
