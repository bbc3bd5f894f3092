import { describe, expect, it } from 'vitest';
import { chooseHub, type HubQuestion } from '../../../src/cli/choose-hub.ts';

const TOKEN = {
  SF_ACCESS_TOKEN: '00DHu00000EcaHb!token',
  SF_ORG_INSTANCE_URL: 'https://a.example',
};
const TOKEN_LOGIN = {
  kind: 'real',
  login: {
    kind: 'access-token',
    accessToken: TOKEN.SF_ACCESS_TOKEN,
    instanceUrl: TOKEN.SF_ORG_INSTANCE_URL,
  },
};
const REHEARSAL = { kind: 'rehearsal' };

/** Everything says something, each a name of its own. */
const ALL: HubQuestion = {
  targetDevHub: 'by-flag',
  rehearse: false,
  requireDevHub: false,
  environment: { ...TOKEN, SF_TARGET_DEV_HUB: 'by-variable' },
  configured: 'by-config',
  readCliDefault: async () => Promise.resolve('by-sf-cli'),
};

const NOTHING: HubQuestion = {
  targetDevHub: undefined,
  rehearse: false,
  requireDevHub: false,
  environment: {},
  configured: undefined,
  readCliDefault: async () => Promise.resolve(undefined),
};

function stored(aliasOrUsername: string): object {
  return { kind: 'real', login: { kind: 'stored', aliasOrUsername } };
}

describe('chooseHub', () => {
  it.each([
    ['--rehearse, before all else', { ...ALL, targetDevHub: undefined, rehearse: true }, REHEARSAL],
    ['--target-dev-hub', ALL, stored('by-flag')],
    ['a login in the environment', { ...ALL, targetDevHub: undefined }, TOKEN_LOGIN],
    [
      'SF_TARGET_DEV_HUB',
      { ...ALL, targetDevHub: undefined, environment: { SF_TARGET_DEV_HUB: 'by-variable' } },
      stored('by-variable'),
    ],
    [
      'devHub: of the configuration',
      { ...ALL, targetDevHub: undefined, environment: { SF_TARGET_DEV_HUB: '' } },
      stored('by-config'),
    ],
    [
      "the sf CLI's default",
      { ...ALL, targetDevHub: undefined, environment: {}, configured: undefined },
      stored('by-sf-cli'),
    ],
    ['the embedded hub, after all else', NOTHING, REHEARSAL],
  ] satisfies [string, HubQuestion, object][])('takes %s', async (_what, question, choice) => {
    expect(await chooseHub(question)).toEqual(choice);
  });

  it.each([
    ['the flag', { ...ALL, targetDevHub: 'embedded' }],
    [
      'the variable',
      { ...NOTHING, environment: { SF_TARGET_DEV_HUB: 'embedded' }, configured: 'by-config' },
    ],
    ['the configuration', { ...NOTHING, configured: 'embedded' }],
    ['both flags', { ...ALL, targetDevHub: 'embedded', rehearse: true }],
  ] satisfies [string, HubQuestion][])(
    'rehearses where %s names the embedded hub',
    async (_what, question) => {
      expect(await chooseHub(question)).toEqual(REHEARSAL);
    },
  );

  it("does not ask for the sf CLI's default where something else says which", async () => {
    const readCliDefault = async (): Promise<string> => Promise.reject(new RangeError('asked'));

    expect(await chooseHub({ ...NOTHING, configured: 'by-config', readCliDefault })).toEqual(
      stored('by-config'),
    );
  });

  it('does not mind what else the environment holds where the flag names a hub', async () => {
    const environment = { ...TOKEN, DEVHUB_AUTH_URL: 'broken' };

    expect(await chooseHub({ ...ALL, environment })).toEqual(stored('by-flag'));
  });

  it('refuses a rehearsal on a hub of its own choosing', async () => {
    await expect(chooseHub({ ...ALL, rehearse: true })).rejects.toMatchObject({
      code: 'USAGE',
      detail: { found: '--rehearse and --target-dev-hub by-flag' },
    });
  });

  it.each([
    ['nothing says which', NOTHING],
    ['the configuration says embedded', { ...NOTHING, configured: 'embedded' }],
    ['the flag says embedded', { ...NOTHING, targetDevHub: 'embedded' }],
    ['the secrets are empty', { ...NOTHING, environment: { DEVHUB_JWT_KEY: '' } }],
  ] satisfies [string, HubQuestion][])(
    'never rehearses where a Dev Hub is required: %s',
    async (_what, question) => {
      await expect(chooseHub({ ...question, requireDevHub: true })).rejects.toMatchObject({
        code: 'NO_DEV_HUB',
      });
    },
  );

  it('rehearses all the same where somebody says so on purpose', async () => {
    expect(await chooseHub({ ...NOTHING, rehearse: true, requireDevHub: true })).toEqual(REHEARSAL);
  });

  it('stops at a login that is not complete, and does not look further', async () => {
    const environment = { SF_ACCESS_TOKEN: 'half', SF_TARGET_DEV_HUB: 'by-variable' };

    await expect(chooseHub({ ...NOTHING, environment })).rejects.toMatchObject({
      code: 'CREDENTIALS_INCOMPLETE',
    });
  });
});
