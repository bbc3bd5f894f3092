import { beforeEach, describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { seedFileWith, startedHub } from './hub-fixture.ts';
import {
  ORBIT_FILES,
  asked,
  errorOf,
  header,
  manifestFor,
  oauth,
  packageNamed,
  problemsOf,
  xml,
} from './version-upload.ts';
import type { Files, Upload } from './version-upload.ts';

const FOREIGN = '00Dzz000000Fore';
const LINKED = '00Dxy000000NsOr';

const withFile = (path: string, text: string): Upload => ({
  files: { ...ORBIT_FILES, [path]: text },
});
const replaced = (changes: Files): Upload => ({ files: { ...ORBIT_FILES, ...changes } });
const HEADER = 'externalClientApps/Orbit.eca';
const OAUTH = 'extlClntAppOauthSettings/Some_Login.ecaOauth';

describe('a version is refused for its contents', () => {
  let hub: RunningHub;
  let packageId: string;

  beforeEach(async () => {
    hub = await startedHub();
    packageId = await packageNamed(hub, 'Orbit');
  });

  it('not when they are as a real hub wants them', async ({ expect }) => {
    expect(await problemsOf(hub, packageId, {})).toEqual([]);
  });

  it.for([
    ['ExtlClntAppGlobalOauthSettings', 'extlClntAppGlobalOauthSets/G.ecaGlblOauth'],
    ['ExtlClntAppOauthConfigurablePolicies', 'extlClntAppOauthPolicies/P.ecaOauthPlcy'],
    ['ExtlClntAppConfigurablePolicies', 'extlClntAppPolicies/P.ecaPlcy'],
    ['ExtlClntAppOauthSecuritySettings', 'extlClntAppOauthSecuritySettings/S.ecaOauthSecurity'],
    ['ExtlClntAppSamlConfigurablePolicies', 'extlClntAppSamlConfigurablePolicies/S.ecaSamlPlcy'],
    ['ExtlClntAppMobileSettings', 'extlClntAppMobileSettings/M.ecaMobile'],
    ['ExtlClntAppAttestSettings', 'extlClntAppAttestSettings/A.ecaAttest'],
  ])('with a type that cannot be packaged: %s', async ([type = '', path = ''], { expect }) => {
    const text = xml(type, { externalClientApplication: 'Orbit', label: 'x' });

    expect(await problemsOf(hub, packageId, withFile(path, text))).toEqual([
      expect.stringContaining(`(${type}) - This component type can't be added`),
    ]);
  });

  it.for([
    ['ExtlClntAppNotificationSettings', 'extlClntAppNotifSettings/N.ecaNotifications'],
    ['ExtlClntAppCanvasSettings', 'extlClntAppCanvasSettings/C.ecaCanvas'],
  ])('not for settings that can be packaged: %s', async ([type = '', path = ''], { expect }) => {
    const text = xml(type, { externalClientApplication: 'Orbit', label: 'x' });

    expect(await problemsOf(hub, packageId, withFile(path, text))).toEqual([]);
  });

  it('when the app is not in the distribution state Packaged', async ({ expect }) => {
    const upload = replaced({ [HEADER]: header('Orbit', { distributionState: 'Local' }) });

    expect(await problemsOf(hub, packageId, upload)).toEqual([
      expect.stringContaining('The distribution state must be Packaged'),
    ]);
  });

  it('without the OAuth settings of an app', async ({ expect }) => {
    const files = { [HEADER]: header('Orbit') };

    expect(await problemsOf(hub, packageId, { files })).toEqual([
      expect.stringContaining('needs exactly one OAuth settings component'),
    ]);
  });

  it('when a satellite names an app that is not in the package', async ({ expect }) => {
    const upload = withFile('extlClntAppOauthSettings/Other.ecaOauth', oauth('Orbit_Sync'));

    expect(await problemsOf(hub, packageId, upload)).toEqual([
      'Other: (ExtlClntAppOauthSettings) - INVALID_CROSS_REFERENCE_KEY: no ExternalClientApplication named Orbit_Sync found',
    ]);
  });

  it('when orgScopedExternalApp does not name the app', async ({ expect }) => {
    const upload = replaced({
      [HEADER]: header('Orbit', { orgScopedExternalApp: '00Dxy000000OrbT:Other' }),
    });

    expect(await problemsOf(hub, packageId, upload)).toEqual([
      'Orbit: (ExternalClientApplication) - The Org Scoped External Client App must be in the format DeveloperOrganizationId:ExternalClientAppDeveloperName',
    ]);
  });

  it('when the app or its link comes from another org', async ({ expect }) => {
    const upload = replaced({
      [HEADER]: header('Orbit', { orgScopedExternalApp: `${FOREIGN}:Orbit` }),
      [OAUTH]: oauth('Orbit', { oauthLink: `${FOREIGN}:888zz0000000001` }),
    });

    expect(await problemsOf(hub, packageId, upload)).toEqual([
      expect.stringContaining(`belongs to org ${FOREIGN}`),
      expect.stringContaining(`belongs to org ${FOREIGN}`),
    ]);
  });

  it('not when the app comes from the org of a linked namespace and the definition file lets it in', async ({
    expect,
  }) => {
    const files = {
      [HEADER]: header('Orbit', { orgScopedExternalApp: `${LINKED}:Orbit` }),
      [OAUTH]: oauth('Orbit', { oauthLink: `${LINKED}:888zz0000000001` }),
    };
    const definition = {
      settings: { externalClientAppSettings: { enablePackageEcaOauthFromDevOrg: true } },
    };

    expect(await problemsOf(hub, packageId, { files, definition })).toEqual([]);
    expect(await problemsOf(hub, packageId, { files })).toHaveLength(2);
  });

  it('without an OAuth link', async ({ expect }) => {
    const upload = replaced({ [OAUTH]: oauth('Orbit', { oauthLink: '' }) });

    expect(await problemsOf(hub, packageId, upload)).toEqual([
      expect.stringContaining('The OAuth link must name'),
    ]);
  });

  it('when push settings carry credentials', async ({ expect }) => {
    const path = 'extlClntAppPushSettings/P.ecaPush';
    const bare = { externalClientApplication: 'Orbit', label: 'x', pushServiceType: 'Android' };
    const linked = withFile(
      path,
      xml('ExtlClntAppPushSettings', { ...bare, pushConfigLink: `${LINKED}:0xx` }),
    );
    const withKey = withFile(
      path,
      xml('ExtlClntAppPushSettings', { ...bare, androidPushConfig: 'key' }),
    );

    expect(await problemsOf(hub, packageId, linked)).toEqual([]);
    expect(await problemsOf(hub, packageId, withKey)).toEqual([
      expect.stringContaining('without credentials'),
    ]);
  });

  it.for([
    ['<a>', 'is not well-formed'],
    [
      header('Orbit', { colour: 'red' }),
      '}colour invalid at this location in type ExternalClientApplication',
    ],
  ])(
    'when a file cannot be read as its type: %#',
    async ([text = '', problem = ''], { expect }) => {
      const problems = await problemsOf(hub, packageId, replaced({ [HEADER]: text }));

      expect(problems).toContainEqual(expect.stringContaining(problem));
    },
  );

  it('when its API version is newer than the hub', async ({ expect }) => {
    expect(
      await problemsOf(hub, packageId, { manifest: manifestFor(ORBIT_FILES, '99.0') }),
    ).toEqual(['package.xml: Invalid version specified:99.0']);
  });

  it('when package.xml names what is not there, or leaves out what is', async ({ expect }) => {
    const more = manifestFor({ ...ORBIT_FILES, 'externalClientApps/Ghost.eca': '' });
    const fewer = manifestFor({ [HEADER]: '' });

    expect(await problemsOf(hub, packageId, { manifest: more })).toEqual([
      "An object 'Ghost' of type ExternalClientApplication was named in package.xml, but was not found in zipped directory",
    ]);
    expect(await problemsOf(hub, packageId, { manifest: fewer })).toEqual([
      `Some_Login: (ExtlClntAppOauthSettings) - ${OAUTH}: Not in package.xml`,
    ]);
  });

  it('when a dependency is unknown', async ({ expect }) => {
    const descriptor = { dependencies: [{ subscriberPackageVersionId: '04txy0000000099AAA' }] };

    expect(await problemsOf(hub, packageId, { descriptor })).toEqual([
      expect.stringContaining(
        'An error occurred while trying to install a package dependency, ID 04txy0000000099AAA',
      ),
    ]);
  });

  it('with all of its problems at once', async ({ expect }) => {
    const upload = {
      ...replaced({
        [HEADER]: header('Orbit', { distributionState: 'Local', orgScopedExternalApp: 'x' }),
      }),
      descriptor: { ancestorId: '05ixy0000000099AAA' },
    };

    expect(await problemsOf(hub, packageId, upload)).toHaveLength(3);
  });

  it('with 501 when there is metadata in it that the hub cannot judge', async ({ expect }) => {
    expect(
      errorOf(await asked(hub, packageId, withFile('classes/X.cls', 'class X {}'))),
    ).toMatchObject({
      status: 501,
      errorCode: 'NOT_IMPLEMENTED_BY_EMBEDDED_HUB',
    });
  });

  it('not for another type of which the seed has components', async ({ expect }) => {
    const scope = {
      type: 'OauthCustomScope',
      directory: 'oauthcustomscopes',
      suffix: 'oauthcustomscope',
      name: 'one',
      xml: '<OauthCustomScope/>',
    };
    const other = await startedHub({ seedFile: seedFileWith({ metadata: [scope] }) });
    const id = await packageNamed(other, 'Orbit');
    const files = {
      ...ORBIT_FILES,
      'oauthcustomscopes/one.oauthcustomscope': '<OauthCustomScope/>',
    };
    const manifest = manifestFor(files).replace(
      '<name>oauthcustomscope<',
      '<name>OauthCustomScope<',
    );

    expect(await problemsOf(other, id, { files, manifest })).toEqual([]);
  });
});
