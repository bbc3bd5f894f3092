import JSZip from 'jszip';
import { describe, it } from 'vitest';
import { readSeed } from '../../src/embedded-hub/seed/read-seed.ts';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { YamlInvalid } from '../../src/embedded-hub/yaml/yaml-invalid.ts';
import { query, rest, seedFileWith, startedHub } from './hub-fixture.ts';
import {
  ORBIT_FILES,
  asked,
  errorOf,
  manifestFor,
  packageNamed,
  records,
} from './version-upload.ts';

const DATA = '/services/data/v68.0';
const PACKAGES = `${DATA}/tooling/sobjects/Package2`;

describe('the REST API', () => {
  it('refuses a body that it cannot read', async ({ expect }) => {
    const hub = await startedHub();
    const refusalOf = async (body: string, contentType = 'application/json') => {
      const headers = { 'content-type': contentType };
      const { errorCode, message } = errorOf(
        await rest(hub, PACKAGES, { method: 'POST', body, headers }),
      );
      return [errorCode, message];
    };
    const form = 'multipart/form-data; boundary=b';
    const file =
      '--b\r\nContent-Disposition: form-data; name="VersionInfo"; filename="v.zip"\r\n\r\nx\r\n--b--\r\n';

    expect([
      await refusalOf('no json'),
      await refusalOf('[]'),
      await refusalOf('{"Name": 5}'),
      await refusalOf('no form', form),
      await refusalOf(file, form),
    ]).toEqual([
      ['JSON_PARSER_ERROR', expect.stringContaining('is not valid JSON')],
      ['JSON_PARSER_ERROR', expect.stringContaining('must be a JSON object')],
      ['JSON_PARSER_ERROR', expect.stringContaining('value of Name')],
      ['INVALID_MULTIPART_REQUEST', expect.stringContaining('can not be read')],
      ['INVALID_MULTIPART_REQUEST', expect.stringContaining('no part for the record')],
    ]);
  });

  it('refuses to create and update what only the org itself does', async ({ expect }) => {
    const hub = await startedHub();
    const user = `${DATA}/sobjects/User`;
    const body = '{}';

    const created = await rest(hub, user, { method: 'POST', body });
    const updated = await rest(hub, `${user}/${hub.login.userId}`, { method: 'PATCH', body });

    expect([created, updated].map((answer) => errorOf(answer))).toMatchObject([
      { status: 405, errorCode: 'METHOD_NOT_ALLOWED' },
      { status: 405, errorCode: 'METHOD_NOT_ALLOWED' },
    ]);
  });

  it('refuses ids, fields and files that a record does not have', async ({ expect }) => {
    const hub = await startedHub();
    const user = `${DATA}/sobjects/User`;

    const noId = await rest(hub, `${user}/nonsense`);
    const noField = await rest(hub, `${user}/${hub.login.userId}?fields=Nope`);
    const noFile = await rest(hub, `${user}/${hub.login.userId}/Nope`);

    expect([noId, noField, noFile].map((answer) => errorOf(answer))).toMatchObject([
      { status: 404, message: expect.stringContaining('Provided external ID field') },
      { status: 400, errorCode: 'INVALID_FIELD' },
      { status: 404, errorCode: 'NOT_FOUND' },
    ]);
  });
});

describe('logging in', () => {
  it('in a way that does not exist is refused', async ({ expect }) => {
    const hub = await startedHub();

    expect([
      await tokenError(hub, {}),
      await tokenError(hub, { grant_type: 'magic' }),
      await tokenError(hub, { grant_type: 'password' }),
      await tokenError(hub, { grant_type: 'device' }),
    ]).toEqual(['invalid_request', 'unsupported_grant_type', 'invalid_grant', 501]);
  });

  it('of a client that nobody knows is refused', async ({ expect }) => {
    const hub = await startedHub();
    const stranger = { client_id: 'Nobody', client_secret: 'x', code: 'x', refresh_token: 'x' };

    expect([
      await tokenError(hub, { grant_type: 'authorization_code', ...stranger }),
      await tokenError(hub, { grant_type: 'client_credentials', ...stranger }),
      await tokenError(hub, { grant_type: 'refresh_token', ...stranger }),
    ]).toEqual(['invalid_client_id', 'invalid_client_id', 'invalid_client_id']);
  });
});

describe('SOQL', () => {
  it.for([
    ['', 'unexpected token'],
    ['SELECT Id FROM Package2 WHERE', 'unexpected token'],
    ["SELECT Id FROM Package2 WHERE (Name = 'a'", 'unexpected token'],
    ["SELECT Id FROM Package2 WHERE Name = 'a')", 'unexpected token'],
    [String.raw`SELECT Id FROM Package2 WHERE Name = 'a\z'`, 'Illegal character sequence'],
    [
      'SELECT Id FROM Package2 WHERE Id IN (SELECT Package2Id, Id FROM Package2Version)',
      'semi join',
    ],
  ])('refuses half a query: %s', async ([soql = '', text], { expect }) => {
    const error = errorOf(await query(await startedHub(), soql));

    expect(error).toMatchObject({ status: 400, errorCode: 'MALFORMED_QUERY' });
    expect(error.message).toContain(text);
  });

  it('refuses a query without a text', async ({ expect }) => {
    expect(errorOf(await rest(await startedHub(), `${DATA}/query`))).toMatchObject({
      status: 400,
      errorCode: 'MALFORMED_QUERY',
    });
  });
});

describe('a version request', () => {
  it('for a deleted package is refused', async ({ expect }) => {
    const hub = await startedHub();
    const id = await packageNamed(hub, 'Gone');
    await rest(hub, `${PACKAGES}/${id}`, { method: 'PATCH', body: '{"IsDeprecated":true}' });

    expect(errorOf(await asked(hub, id))).toMatchObject({
      status: 400,
      errorCode: 'INVALID_INPUT',
      message: 'The package Gone is deleted.',
    });
  });

  it('whose upload lacks a part ends in an error', async ({ expect }) => {
    const hub = await startedHub();
    const id = await packageNamed(hub, 'Parts');
    const empty = await new JSZip().file('package.xml', '<Package/>').generateAsync({
      type: 'nodebuffer',
    });
    const uploads: readonly [Record<string, string | Buffer>, string][] = [
      [{ 'package2-descriptor.json': '{}' }, 'VersionInfo holds no package.zip.'],
      [{ 'package.zip': empty }, 'VersionInfo holds no package2-descriptor.json.'],
      [
        { 'package.zip': empty, 'package2-descriptor.json': 'no json' },
        'package2-descriptor.json does not describe a package version.',
      ],
    ];

    for (const [parts, problem] of uploads)
      expect(await problemsOfUpload(hub, id, parts)).toEqual([problem]);
  });
});

describe('a version is refused for its contents', () => {
  it('when there are none, or package.xml is missing or older than they are', async ({
    expect,
  }) => {
    const hub = await startedHub();
    const id = await packageNamed(hub, 'Empty');
    const inner = await new JSZip().file('destructiveChanges.txt/', '').generateAsync({
      type: 'nodebuffer',
    });
    const descriptor = JSON.stringify({ id, versionNumber: '1.0.0.NEXT' });

    const problems = await problemsOfUpload(hub, id, {
      'package.zip': inner,
      'package2-descriptor.json': descriptor,
    });

    const early = manifestFor(ORBIT_FILES, '58.0');
    const tooNew = await asked(hub, id, { manifest: early });

    expect(await messagesOf(hub, tooNew.body)).toContain(
      "package.xml: Unknown type name 'ExternalClientApplication' specified in package.xml",
    );
    expect(problems).toContain('The package has no metadata.');
    expect(problems).toContain('package.xml: No package.xml found');
  });
});

describe('a seed', () => {
  it.for<[string, Record<string, unknown>, string]>([
    [
      'two packages of one name',
      { packages: [{ name: 'Twin' }, { name: 'twin' }] },
      'twin is the name of a package above',
    ],
    [
      'no API version at all',
      { apiVersions: { oldest: 60, newest: 59 } },
      'is newer than the newest',
    ],
    [
      'metadata of a type that nobody knows',
      { metadata: [{ type: 'NoSuchType', name: 'a', xml: '<a/>' }] },
      'NoSuchType is not a type the hub knows: say its directory and suffix',
    ],
    [
      'a dependency on a version that is not there',
      {
        packages: [{ name: 'A', versions: [{ number: '1.0.0.1', dependencies: ['B@1.0.0.1'] }] }],
      },
      'B@1.0.0.1 is no version of a package above',
    ],
    [
      'two orgs with one id',
      { orgs: [{ org: { id: '00Dxy000000OrbT', name: 'b' }, login: { username: 'b@b.example' } }] },
      'is the id of an org above',
    ],
    [
      'two orgs with one user',
      {
        orgs: [
          { org: { id: '00Dxy000000OthR', name: 'b' }, login: { username: 'admin@orbit.example' } },
        ],
      },
      'is the username of an org above',
    ],
  ])('does not contradict itself: %s', ([, changes, text], { expect }) => {
    expect(problemsOfSeed(changes)).toEqual([expect.stringContaining(text)]);
  });
});

describe('the control paths, which are not Salesforce’s', () => {
  it('refuse a jump of the clock that they do not understand', async ({ expect }) => {
    const hub = await startedHub();

    const { status } = await rest(hub, '/__hub/clock', { method: 'POST', body: '{"hours":1}' });

    expect(status).toBe(400);
  });
});

async function tokenError(
  hub: RunningHub,
  form: Readonly<Record<string, string>>,
): Promise<unknown> {
  const response = await fetch(`${hub.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const answer = (await response.json()) as { readonly error?: string };
  return response.status === 400 ? answer.error : response.status;
}

/** What a request with these files as its VersionInfo ends in. */
async function problemsOfUpload(
  hub: RunningHub,
  packageId: string,
  parts: Readonly<Record<string, string | Buffer>>,
): Promise<unknown[]> {
  const zip = new JSZip();
  for (const [path, content] of Object.entries(parts)) zip.file(path, content);
  const VersionInfo = await zip.generateAsync({ type: 'base64' });
  const { body } = await asked(hub, packageId, { request: { VersionInfo } });
  return messagesOf(hub, body);
}

async function messagesOf(hub: RunningHub, body: unknown): Promise<unknown[]> {
  const { id } = body as { readonly id: string };
  const rows = await records(
    hub,
    `SELECT Message FROM Package2VersionCreateRequestError WHERE ParentRequest.Id = '${id}'`,
  );
  return rows.map((row) => (row as { readonly Message: unknown }).Message);
}

function problemsOfSeed(changes: Readonly<Record<string, unknown>>): string[] {
  try {
    readSeed(seedFileWith(changes));
    return [];
  } catch (error) {
    if (!(error instanceof YamlInvalid)) throw error;
    return error.problems.map(({ message }) => message);
  }
}
