import { describe, it } from 'vitest';
import { IMPATIENT, SERVER_UNAVAILABLE, type FaultKind } from '../support/fault-storm.ts';
import { makeMachine } from '../support/machine.ts';
import { outcomeOf } from '../support/run-outcome.ts';
import { startSeededHub, type SeededHub } from '../support/seeded-hub.ts';

interface LoginWay {
  readonly title: string;
  environment(hub: SeededHub): Readonly<Record<string, string>>;
}

const ACCESS_TOKEN: LoginWay = {
  title: 'an access token',
  environment: (hub) => hub.tokenLogin,
};

const AUTH_URL: LoginWay = {
  title: 'an auth URL',
  environment: ({ url, login }) => ({
    DEVHUB_AUTH_URL: `force://${login.clientId}::${login.refreshToken}@${new URL(url).host}`,
  }),
};

const KINDS: readonly FaultKind[] = [
  { title: 'a 503', action: SERVER_UNAVAILABLE },
  { title: "a proxy's login page", action: 'garbage-html-200' },
  { title: 'a connection closed', action: 'close-before' },
];

/** What is asked before the libraries are: the login itself, who it is, and which API versions there are. */
const WHILE_CONNECTING = ['/services/oauth2/', '/\\/services\\/data$/'];

const cases = [ACCESS_TOKEN, AUTH_URL].flatMap((way) =>
  KINDS.map((kind) => ({ way, kind, title: `${kind.title} for ${way.title}` })),
);

describe('while a login of the environment is opened', () => {
  it.for(cases)('$title is got over', async ({ way, kind: { action } }, { expect }) => {
    const machine = await makeMachine();
    const hub = await startSeededHub(undefined, {
      faults: WHILE_CONNECTING.map((path) => ({ match: { path }, action })),
    });

    const result = await machine.run(['release', '--yes', ...IMPATIENT], {
      environment: way.environment(hub),
    });

    expect(outcomeOf(result)).toMatchObject({ outcome: 'succeeded' });
  });

  it('a 503 that stays is said to be one, and not a refused login', async ({ expect }) => {
    const machine = await makeMachine();
    const hub = await startSeededHub(undefined, {
      faults: [
        { match: { path: '/services/oauth2/' }, times: 'forever', action: SERVER_UNAVAILABLE },
      ],
    });

    const result = await machine.run(['release', '--yes', '--json'], {
      environment: AUTH_URL.environment(hub),
    });

    expect(outcomeOf(result).failure).toMatchObject({ code: 'HUB_UNREACHABLE' });
  });
});

describe('a session of an auth URL that ends', () => {
  it.for([
    { title: 'while five questions are open', match: { path: '/limits' } },
    {
      title: 'while a version is asked for',
      match: { method: 'POST', path: '/sobjects/Package2VersionCreateRequest' },
    },
  ])('$title is renewed, and costs nothing', async ({ match }, { expect }) => {
    const machine = await makeMachine();
    const hub = await startSeededHub(undefined, {
      faults: [{ match, action: 'expired-session' }],
    });

    const result = await machine.run(['release', '--yes', ...IMPATIENT], {
      environment: AUTH_URL.environment(hub),
    });

    const { createRequests, versions } = await hub.records();
    expect(outcomeOf(result)).toMatchObject({ outcome: 'succeeded' });
    expect([createRequests.length, versions.length]).toEqual([1, 1]);
  });
});
