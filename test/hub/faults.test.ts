import { beforeEach, describe, it, vi } from 'vitest';
import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import type { RecordedRequest } from '../../src/embedded-hub/http/record-requests.ts';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { connectionTo, query, rest, seedFileOf, seedFileWith, startedHub } from './hub-fixture.ts';
import { isOpen, renewed } from './oauth-request.ts';
import { errorOf, packageNamed, records } from './version-upload.ts';

const CREATE = { method: 'POST', path: '/sobjects/Package2' };

async function names(hub: RunningHub): Promise<unknown[]> {
  return (await records(hub, 'SELECT Name FROM Package2')).map(({ Name }) => Name);
}

describe('a scripted fault', () => {
  async function hubWith(...faults: Fault[]): Promise<RunningHub> {
    return startedHub({ faults });
  }

  it.for(['close-before', 'reset-before'] as const)(
    'drops the connection before anything is done: %s',
    async (action, { expect }) => {
      const hub = await hubWith({ match: CREATE, action });

      await expect(packageNamed(hub, 'Orbit')).rejects.toThrow('fetch failed');
      expect(await names(hub)).toEqual([]);
      expect(hub.requests[0]).toMatchObject({ method: 'POST', status: 0 });
    },
  );

  it('close-after drops the connection after the work was committed', async ({ expect }) => {
    const hub = await hubWith({ match: CREATE, action: 'close-after' });

    await expect(packageNamed(hub, 'Orbit')).rejects.toThrow('fetch failed');
    expect(await names(hub)).toEqual(['Orbit']);
  });

  it('cut-body sends half of an answer that says it is longer', async ({ expect }) => {
    const hub = await hubWith({ match: { path: '/services/data' }, action: 'cut-body' });

    const response = await fetch(`${hub.url}/services/data`);

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('reset-body does the same and resets the connection', async ({ expect }) => {
    const hub = await hubWith({ match: { path: '/services/data' }, action: 'reset-body' });

    const reading = fetch(`${hub.url}/services/data`).then(async (response) => response.text());

    // Whether the half arrives before the reset is up to the system.
    const failure: unknown = await reading.catch((error: unknown) => error);
    expect(failure).toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  it('cut-text sends half of an answer as if it were whole', async ({ expect }) => {
    const hub = await hubWith({ match: { path: '/services/data' }, action: 'cut-text' });

    const response = await fetch(`${hub.url}/services/data`);

    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow('JSON');
  });

  it('silence never answers, with commits after the work was done', async ({ expect }) => {
    const struck: boolean[] = [];
    const hub = await startedHub({
      faults: [
        { match: CREATE, action: 'silence' },
        { match: CREATE, action: 'silence', commits: true },
      ],
      onFault: ({ commits }) => struck.push(commits),
    });
    const create = async (Name: string) =>
      rest(hub, '/services/data/v68.0/tooling/sobjects/Package2', {
        method: 'POST',
        body: JSON.stringify({ Name, NamespacePrefix: 'orbitns', ContainerOptions: 'Managed' }),
        signal: AbortSignal.timeout(500),
      });

    await expect(create('One')).rejects.toThrow('timeout');
    await expect(create('Two')).rejects.toThrow('timeout');

    expect(struck).toEqual([false, true]);
    expect(await names(hub)).toEqual(['Two']);
  });

  it('with a downtime refuses connections for so long, with commits from the next request on', async ({
    expect,
  }) => {
    const match = { path: '/limits' };
    const hub = await hubWith(
      { match, action: { downMs: 300 } },
      { match, action: { downMs: 300 }, commits: true },
    );

    await expect(rest(hub, '/services/data/v68.0/limits')).rejects.toThrow('fetch failed');
    await vi.waitFor(async () => query(hub, 'SELECT Id FROM Package2'), 20_000);
    const answered = await rest(hub, '/services/data/v68.0/limits');
    const refused = await query(hub, 'SELECT Id FROM Package2').catch((error: unknown) => error);

    expect(answered).toMatchObject({ status: 200 });
    expect(refused).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  it('garbage-html-200 is a proxy’s login page', async ({ expect }) => {
    const hub = await hubWith({ match: CREATE, action: 'garbage-html-200' });

    const answer = await rest(hub, '/services/data/v68.0/tooling/sobjects/Package2', {
      method: 'POST',
      body: '{}',
    });

    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('<html>') });
  });

  it('empty-200 says nothing', async ({ expect }) => {
    const hub = await hubWith({ match: { path: '/limits' }, action: 'empty-200' });

    expect(await rest(hub, '/services/data/v68.0/limits')).toEqual({
      status: 200,
      body: undefined,
    });
  });

  it('with a status answers that, with commits after the work was done', async ({ expect }) => {
    const action = { status: 503, body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'later' }] };
    const hub = await hubWith({ match: CREATE, action }, { match: CREATE, action, commits: true });
    const create = async (Name: string) =>
      rest(hub, '/services/data/v68.0/tooling/sobjects/Package2', {
        method: 'POST',
        body: JSON.stringify({ Name, NamespacePrefix: 'orbitns', ContainerOptions: 'Managed' }),
      });

    const answers = [await create('One'), await create('Two')];

    expect(answers.map(errorOf)).toEqual([
      { status: 503, errorCode: 'SERVER_UNAVAILABLE', message: 'later' },
      { status: 503, errorCode: 'SERVER_UNAVAILABLE', message: 'later' },
    ]);
    expect(await names(hub)).toEqual(['Two']);
  });

  it('expired-session ends the session it came with, for good', async ({ expect }) => {
    const hub = await hubWith({ match: { path: '/limits' }, action: 'expired-session' });

    const answers = [
      await rest(hub, '/services/data/v68.0/limits'),
      await query(hub, 'SELECT Id FROM Package2'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  it('expired-session ends SOAP sessions too', async ({ expect }) => {
    const hub = await hubWith({ match: { soap: 'listMetadata' }, action: 'expired-session' });
    const connection = await connectionTo(hub);

    await expect(
      connection.metadata.list({ type: 'ExternalClientApplication' }, '68.0'),
    ).rejects.toThrow('INVALID_SESSION_ID');
  });

  it('with a delay answers later, and well', async ({ expect }) => {
    const hub = await hubWith({ match: { path: '/limits' }, action: { delayMs: 50 } });
    const start = performance.now();

    const { status } = await rest(hub, '/services/data/v68.0/limits');

    expect(status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(45);
  });

  it('makes the hub’s clock jump, and carries the request out', async ({ expect }) => {
    const hub = await hubWith({ match: { path: '/limits' }, action: { clockJumpMs: 7_200_000 } });
    const { body } = await renewed(hub, hub.login.refreshToken);

    const before = await isOpen(hub, hub.login.accessToken);
    const after = await isOpen(hub, body['access_token']);

    expect([before, after]).toEqual([true, false]);
  });

  it('hits the matching requests it is meant for: the nth, so many times', async ({ expect }) => {
    const hub = await hubWith({
      match: { soql: '/FROM Package2$/' },
      nth: 2,
      times: 2,
      action: { status: 500 },
    });
    const statuses = [];
    for (let count = 0; count < 5; count += 1)
      statuses.push((await query(hub, 'SELECT Id FROM Package2')).status);

    expect(statuses).toEqual([200, 500, 500, 200, 200]);
  });

  it('may stand in a file of its own', async ({ expect }) => {
    const scenarioFile = seedFileOf(
      'faults:\n  - match: { path: /limits }\n    nth: 2\n    action: { status: 503 }\n',
    );
    const hub = await startedHub({ scenarioFile });

    const statuses = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push((await rest(hub, '/services/data/v68.0/limits')).status);

    expect(statuses).toEqual([200, 503, 200]);
  });

  it('that does not exist is named with its line', async ({ expect }) => {
    const scenarioFile = seedFileOf('faults:\n  - match: {}\n    action: explode\n');

    await expect(startedHub({ scenarioFile })).rejects.toMatchObject({
      described: 'scenario',
      problems: [
        { message: expect.stringMatching(/^faults\.0\.action: is none of .*silence/), line: 3 },
      ],
    });
  });

  it('may stand in the seed, and last for ever', async ({ expect }) => {
    const faults = [{ match: { path: '/limits' }, times: 'forever', action: { status: 500 } }];
    const hub = await startedHub({ seedFile: seedFileWith({ faults }) });

    const statuses = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push((await rest(hub, '/services/data/v68.0/limits')).status);

    expect(statuses).toEqual([500, 500, 500]);
  });
});

describe('the control paths, which are not Salesforce’s', () => {
  let hub: RunningHub;

  beforeEach(async () => {
    hub = await startedHub();
  });

  async function control(
    path: string,
    method: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    return fetch(`${hub.url}/__hub/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  it('set faults, and take them away', async ({ expect }) => {
    const fault: Fault = { match: { path: '/limits' }, times: 'forever', action: { status: 500 } };

    const set = await control('faults', 'POST', [fault]);
    const during = await rest(hub, '/services/data/v68.0/limits');
    await control('faults', 'DELETE');
    const after = await rest(hub, '/services/data/v68.0/limits');

    expect([set.status, during.status, after.status]).toEqual([204, 500, 200]);
  });

  it('refuse a fault they do not understand', async ({ expect }) => {
    const answer = await control('faults', 'POST', [{ match: {}, action: 'explode' }]);

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('action');
  });

  it('show the requests so far, without themselves and without secrets', async ({ expect }) => {
    await query(hub, 'SELECT Id FROM Package2');

    const answer = await (await control('requests', 'GET')).text();

    expect(JSON.parse(answer)).toEqual([
      {
        method: 'GET',
        path: '/services/data/v68.0/tooling/query',
        soql: 'SELECT Id FROM Package2',
        status: 200,
      },
    ]);
    expect(answer).not.toContain(hub.login.accessToken);
  });

  it('say of each request what it asked for that the hub does not know', async ({ expect }) => {
    await query(hub, 'SELECT Id FROM Nonsense');
    await query(hub, 'SELECT Nonsense FROM Package2');
    await query(hub, 'SELECT Nonsense.Name FROM Package2Version');
    await rest(hub, '/services/data/v68.0/tooling/sobjects/Nonsense/describe');
    await rest(hub, '/services/data/v68.0/tooling/sobjects/Package2', {
      method: 'POST',
      body: JSON.stringify({ Nonsense: true }),
    });
    await rest(hub, '/services/data/v68.0/nonsense');
    await rest(hub, '/services/data/v68.0/chatter/feeds');
    // Known, though not here.
    await query(hub, 'SELECT RecommendedVersionId FROM Package2', 'tooling/query', '65.0');
    await query(hub, 'SELECT Id FROM Package2', 'query');
    await rest(hub, '/services/data/v68.0/tooling/sobjects/SourceMember/describe');

    const requests = (await (await control('requests', 'GET')).json()) as RecordedRequest[];

    expect(requests.map(({ undeclared }) => undeclared)).toEqual([
      'object Nonsense',
      'field Package2.Nonsense',
      'field Package2Version.Nonsense',
      'object Nonsense',
      'field Package2.Nonsense',
      'GET /services/data/v68.0/nonsense',
      'GET /services/data/v68.0/chatter/feeds',
      undefined,
      undefined,
      undefined,
    ]);
    expect(requests.every(({ status }) => status >= 400)).toBe(true);
  });

  it('move the clock', async ({ expect }) => {
    const { now } = (await (await control('clock', 'POST', { advanceMs: 86_400_000 })).json()) as {
      now: string;
    };

    expect(Date.parse(now) - Date.now()).toBeGreaterThan(86_000_000);
  });

  it('are closed to web pages', async ({ expect }) => {
    expect(
      (await control('faults', 'DELETE', undefined, { origin: 'https://example.com' })).status,
    ).toBe(403);
  });
});
