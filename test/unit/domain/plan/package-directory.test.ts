import { describe, expect, it } from 'vitest';
import { componentKey, type Component } from '../../../../src/domain/eca/component.ts';
import {
  planPackageDirectory,
  type DirectoryFacts,
} from '../../../../src/domain/plan/package-directory.ts';
import type { PackageConfig } from '../../../../src/domain/release-config.ts';
import { app, component, notifications, oauthSettings } from '../../../support/eca-components.ts';
import { packageConfig } from '../../../support/release-state.ts';

const APP = app('Acme_Connector');
const LOGIN = oauthSettings('Partner_Login', 'Acme_Connector');
const SCOPE = component('OauthCustomScope', 'Acme_Orders', { label: 'Orders' });
const POLICY = component('ExtlClntAppConfigurablePolicies', 'Acme_plcy', {
  externalClientApplication: 'Acme_Connector',
});

function lying(found: Component, path = `force-app/${found.fullName}`) {
  return { ...found, path };
}

function planned(facts: Partial<DirectoryFacts>, config: Partial<PackageConfig> = {}) {
  return planPackageDirectory(packageConfig(config), {
    wanted: [APP, LOGIN],
    present: [],
    pathFor: ({ fullName }) => `force-app/main/default/${fullName}`,
    isIgnored: () => false,
    ...facts,
  });
}

function pathsOf(files: readonly { readonly path: string }[]): readonly string[] {
  return files.map(({ path }) => path);
}

describe('planPackageDirectory', () => {
  it('writes into an empty directory where the sf CLI would, which is no drift', () => {
    const plan = planned({});

    expect(pathsOf(plan.files)).toEqual([
      'force-app/main/default/Acme_Connector',
      'force-app/main/default/Partner_Login',
    ]);
    expect(plan).toMatchObject({ removals: [], included: [], drift: [] });
  });

  it("writes the hub's bytes to where the user keeps the file", () => {
    const plan = planned({
      present: [lying(app('Acme_Connector', { label: 'Old' }), 'force-app/moved/App.eca-meta.xml')],
    });

    expect(plan.files[0]).toEqual({ ...APP, path: 'force-app/moved/App.eca-meta.xml' });
  });

  it.each([
    ['apps that are not configured', app('Acme_Analytics')],
    ['what belongs to them', oauthSettings('Partner_Login_2', 'Acme_Analytics')],
    ['policies of the app itself', POLICY],
    [
      'consumer secrets',
      component('ExtlClntAppGlobalOauthSettings', 'Acme_glbloauth', { consumerSecret: 's' }),
    ],
  ])('removes %s, which is no drift', (_what, unwanted) => {
    const plan = planned({
      present: [lying(APP), lying(LOGIN), lying(unwanted, 'force-app/unwanted')],
    });

    expect(plan).toMatchObject({ removals: ['force-app/unwanted'], drift: [] });
  });

  it('removes what the hub no longer has of the app, which is drift', () => {
    const gone = notifications('Acme_notif', 'Acme_Connector');

    const plan = planned({ present: [lying(APP), lying(LOGIN), lying(gone)] });

    expect(plan).toMatchObject({
      removals: ['force-app/Acme_notif'],
      drift: ['ExtlClntAppNotificationSettings:Acme_notif'],
    });
  });

  it.each([
    ['another text', [lying(app('Acme_Connector', { label: 'Old' })), lying(LOGIN)], [APP]],
    ['a component that is not there yet', [lying(APP)], [LOGIN]],
    [
      'the contents of another component under its name',
      [lying({ ...APP, bytes: LOGIN.bytes }), lying(LOGIN)],
      [APP],
    ],
  ])('finds drift in %s', (_what, present, drifted) => {
    expect(planned({ present }).drift).toEqual(drifted.map(componentKey));
  });

  it('finds no drift in line endings and a byte order mark', () => {
    const text = Buffer.from(APP.bytes).toString('utf8');
    const other = { ...APP, bytes: Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`) };

    expect(planned({ present: [lying(other), lying(LOGIN)] }).drift).toEqual([]);
  });

  it('finds no drift where nothing of the apps lies there yet', () => {
    const plan = planned(
      { present: [lying(SCOPE)] },
      { include: ['OauthCustomScope:Acme_Orders'] },
    );

    expect(plan.drift).toEqual([]);
  });

  it('packages what the configuration includes, and leaves it as it is', () => {
    const plan = planned(
      { present: [lying(APP), lying(LOGIN), lying(SCOPE)] },
      { include: ['OauthCustomScope:Acme_Orders'] },
    );

    expect(plan.included).toEqual([lying(SCOPE)]);
    expect(plan.removals).toEqual([]);
  });

  it.each([
    [
      'metadata of other kinds, which it never removes',
      { present: [lying(SCOPE, 'force-app/scopes/Acme_Orders')] },
      {},
      {
        code: 'FOREIGN_METADATA',
        found: 'OauthCustomScope:Acme_Orders (force-app/scopes/Acme_Orders)',
      },
    ],
    [
      'included metadata that is not there',
      {},
      { include: ['OauthCustomScope:Acme_Orders'] },
      {
        code: 'CONFIG_INVALID',
        found: 'nothing called OauthCustomScope:Acme_Orders below force-app',
      },
    ],
    [
      'one component in two files',
      { present: [lying(APP, 'force-app/one'), lying(APP, 'force-app/two')] },
      {},
      { code: 'METADATA_INVALID', found: 'force-app/one and force-app/two' },
    ],
    [
      'a .forceignore that hides a file where it belongs',
      { isIgnored: (path: string) => path.endsWith('Partner_Login') },
      {},
      { code: 'PATH_IGNORED', found: 'force-app/main/default/Partner_Login' },
    ],
    [
      'a .forceignore that hides a file where the user keeps it',
      {
        present: [lying(APP, 'force-app/moved')],
        isIgnored: (path: string) => path.endsWith('moved'),
      },
      {},
      { code: 'PATH_IGNORED', found: 'force-app/moved' },
    ],
    [
      'a .forceignore that hides included metadata',
      { present: [lying(SCOPE)], isIgnored: (path: string) => path.endsWith('Acme_Orders') },
      { include: ['OauthCustomScope:Acme_Orders'] },
      { code: 'PATH_IGNORED', found: 'force-app/Acme_Orders' },
    ],
  ] satisfies [
    string,
    Partial<DirectoryFacts>,
    Partial<PackageConfig>,
    { code: string; found: string },
  ][])('refuses %s', (_what, facts, config, { code, found }) => {
    expect(() => planned(facts, config)).toThrow(
      expect.objectContaining({ code, detail: expect.objectContaining({ found }) }),
    );
  });

  it('does not mind what .forceignore hides of what it removes', () => {
    const plan = planned({
      present: [lying(APP), lying(LOGIN), lying(POLICY)],
      isIgnored: (path) => path.endsWith('Acme_plcy'),
    });

    expect(plan.removals).toEqual(['force-app/Acme_plcy']);
  });
});
