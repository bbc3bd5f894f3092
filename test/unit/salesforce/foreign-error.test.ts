import { SfError, type Connection } from '@salesforce/core';
import { describe, expect, it } from 'vitest';
import { ReleaseError, type ErrorCode } from '../../../src/domain/errors.ts';
import {
  isUnanswered,
  renewalFailure,
  salesforceCode,
  translated,
} from '../../../src/salesforce/foreign-error.ts';
import { memoryConnection } from '../../support/memory-connection.ts';
import { startPlainServer } from '../../support/plain-server.ts';
import { transportFor } from '../../support/transport-for.ts';

const JSON_TYPE = 'application/json;charset=UTF-8';
const XML_TYPE = 'text/xml;charset=UTF-8';

function restError(errorCode: string, message: string): string {
  return JSON.stringify([{ errorCode, message }]);
}

function soapFault(code: string, text: string): string {
  return `<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="http://soap.sforce.com/2006/04/metadata"><soapenv:Body><soapenv:Fault><faultcode>${code}</faultcode><faultstring>${text}</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
}

/** What Salesforce puts around the reason why it refuses a query. */
function inFrame(reason: string): string {
  return `\nSELECT Id FROM Package2\n               ^\nERROR at Row:1:Column:16\n${reason}`;
}

/** The number under which Salesforce logs a fault of its own. */
const GACK = 'ErrorId: 1234567-12345 (-123456789)';

type Call = (connection: Connection) => Promise<unknown>;

const QUERY: Call = async (connection) => connection.query('SELECT Id FROM Package2');
const LIST: Call = async (connection) => connection.metadata.list({ type: 'CustomLabel' }, '68.0');
const UPDATE: Call = async (connection) =>
  connection.request({ method: 'PATCH', url: '/tooling/sobjects/Package2Version/05i', body: '{}' });

/** What the libraries throw when a server answers like this. */
async function thrownBy(call: Call, status: number, type: string, body: string): Promise<unknown> {
  const { url } = await startPlainServer((_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  transportFor(url);
  const connection = await memoryConnection(url);
  return call(connection).then(
    () => 'nothing',
    (error: unknown) => error,
  );
}

describe('translated', () => {
  it.each([
    [
      QUERY,
      400,
      JSON_TYPE,
      restError('INVALID_TYPE', inFrame("sObject type 'Package2' is not supported.")),
      'SECOND_GENERATION_PACKAGING_OFF',
      "INVALID_TYPE: sObject type 'Package2' is not supported.",
    ],
    [
      QUERY,
      400,
      JSON_TYPE,
      restError('INVALID_FIELD', inFrame("No such column 'X' on entity 'Package2'.")),
      'HUB_REFUSED',
      "INVALID_FIELD: No such column 'X' on entity 'Package2'.",
    ],
    [
      QUERY,
      400,
      JSON_TYPE,
      restError('MALFORMED_ID', `An unexpected error occurred.\nPlease include this ${GACK}`),
      'HUB_FAULT',
      `MALFORMED_ID: An unexpected error occurred. Please include this ${GACK}`,
    ],
    [
      QUERY,
      500,
      JSON_TYPE,
      restError('UNKNOWN_EXCEPTION', `An unexpected error occurred. ${GACK}`),
      'HUB_FAULT',
      `HTTP 500, UNKNOWN_EXCEPTION: An unexpected error occurred. ${GACK}`,
    ],
    [
      QUERY,
      401,
      JSON_TYPE,
      restError('INVALID_SESSION_ID', 'Session expired or invalid'),
      'SESSION_EXPIRED',
      'INVALID_SESSION_ID: Session expired or invalid',
    ],
    [
      QUERY,
      403,
      JSON_TYPE,
      restError('INSUFFICIENT_ACCESS', 'insufficient access rights'),
      'PERMISSION_MISSING',
      'INSUFFICIENT_ACCESS: insufficient access rights',
    ],
    [
      QUERY,
      403,
      JSON_TYPE,
      restError('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
      'API_REQUESTS_USED_UP',
      'REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.',
    ],
    [
      QUERY,
      403,
      JSON_TYPE,
      restError(
        'REQUEST_LIMIT_EXCEEDED',
        'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
      ),
      'HUB_UNREACHABLE',
      'REQUEST_LIMIT_EXCEEDED: ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
    ],
    [
      QUERY,
      403,
      JSON_TYPE,
      restError('REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'),
      'HUB_UNREACHABLE',
      'REQUEST_LIMIT_EXCEEDED: ConcurrentPerOrgLongTxn Limit exceeded.',
    ],
    [
      QUERY,
      400,
      JSON_TYPE,
      restError('QUERY_TIMEOUT', 'Your query request was running for too long.'),
      'HUB_UNREACHABLE',
      'QUERY_TIMEOUT: Your query request was running for too long.',
    ],
    [
      QUERY,
      500,
      JSON_TYPE,
      restError('UNKNOWN_EXCEPTION', 'An unexpected error occurred.'),
      'HUB_UNREACHABLE',
      'HTTP 500, UNKNOWN_EXCEPTION: An unexpected error occurred.',
    ],
    [QUERY, 503, 'text/html', '<html>busy</html>', 'HUB_UNREACHABLE', 'HTTP 503'],
    [
      QUERY,
      404,
      'text/html',
      '<html>gone</html>',
      'HUB_REFUSED',
      expect.stringMatching(/^ERROR_HTTP_404: .+$/),
    ],
    [
      UPDATE,
      400,
      JSON_TYPE,
      restError('FIELD_INTEGRITY_EXCEPTION', 'This version cannot be promoted.'),
      'HUB_REFUSED',
      'FIELD_INTEGRITY_EXCEPTION: This version cannot be promoted.',
    ],
    [
      LIST,
      500,
      XML_TYPE,
      soapFault('sf:INVALID_TYPE', 'INVALID_TYPE: Unknown type:CustomLabel'),
      'HUB_REFUSED',
      'INVALID_TYPE: Unknown type:CustomLabel',
    ],
    [
      LIST,
      500,
      XML_TYPE,
      soapFault('sf:INVALID_SESSION_ID', 'INVALID_SESSION_ID: Invalid Session ID found'),
      'SESSION_EXPIRED',
      'INVALID_SESSION_ID: Invalid Session ID found',
    ],
    [
      LIST,
      500,
      XML_TYPE,
      soapFault('sf:INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS: use of the Metadata API requires'),
      'PERMISSION_MISSING',
      'INSUFFICIENT_ACCESS: use of the Metadata API requires',
    ],
    [
      LIST,
      500,
      XML_TYPE,
      soapFault('soapenv:Client', 'Element item invalid at this location'),
      'HUB_REFUSED',
      'Element item invalid at this location',
    ],
    [LIST, 502, 'text/html', '<html>bad gateway</html>', 'HUB_UNREACHABLE', 'HTTP 502'],
  ] satisfies [Call, number, string, string, ErrorCode, unknown][])(
    'of %s answered with %i %s: %s',
    async (call, status, type, body, code, found) => {
      const error = await thrownBy(call, status, type, body);

      expect(translated(error, 'asking')).toMatchObject({ code, detail: { found }, cause: error });
    },
  );

  it.each([
    ['a walk into what is not there', new TypeError('x is undefined'), 'HUB_ANSWER_UNUSABLE'],
    ['a text that is no JSON', new SyntaxError('Unexpected token'), 'HUB_ANSWER_UNUSABLE'],
    [
      'a refusal of a library',
      Object.assign(new Error('No package ID was found'), { name: 'NoPackageId' }),
      'HUB_REFUSED',
    ],
    [
      'a refusal of a library that has a code as well',
      new SfError('No version number was found', 'VersionNumberNotFoundInDevHubError'),
      'HUB_REFUSED',
    ],
    [
      'a refusal of a library that the catalogue knows',
      new SfError(
        "Can't create package. The Dev Hub you specified doesn't have the Second-Generation Managed Packages setting enabled.",
        'CreatePackagingNotEnabledOnOrgError',
      ),
      'SECOND_GENERATION_PACKAGING_OFF',
    ],
    [
      'a walk into what is not there, in the wrapping of a library',
      SfError.wrap(new TypeError('x is undefined')),
      'HUB_ANSWER_UNUSABLE',
    ],
    [
      'a file that may not be read',
      SfError.wrap(
        Object.assign(new Error("EACCES: permission denied, open 'x'"), { code: 'EACCES' }),
      ),
      'HUB_REFUSED',
    ],
    [
      'a connection that failed, in the wrapping of a library',
      SfError.wrap(networkError('ECONNRESET')),
      'HUB_UNREACHABLE',
    ],
    ['a socket that ended', systemError('EPIPE'), 'HUB_UNREACHABLE'],
    [
      'a certificate that nobody trusts',
      networkError('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
      'HUB_UNREACHABLE',
    ],
    ['a connection that failed', networkError('ECONNREFUSED'), 'HUB_UNREACHABLE'],
    ['a name that does not resolve', networkError('ENOTFOUND'), 'HUB_UNREACHABLE'],
    ['a time limit of jsforce', new DOMException('aborted', 'AbortError'), 'HUB_UNREACHABLE'],
    ['what is no error at all', 'oops', 'HUB_REFUSED'],
  ] satisfies [string, unknown, ErrorCode][])('understands %s', (_what, error, code) => {
    expect(translated(error, 'asking')).toMatchObject({
      code,
      message: expect.stringMatching(/ while asking$/),
    });
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:2', /ECONNREFUSED/],
    ['the connection ends', undefined, /UND_ERR_SOCKET|ECONNRESET/],
  ])('understands what a library wraps where %s', async (_what, nowhere, found) => {
    const { url } = await startPlainServer((request) => request.socket.destroy());
    const hub = nowhere ?? url;
    transportFor(hub);
    const failed: unknown = await UPDATE(await memoryConnection(hub)).catch((error: unknown) =>
      SfError.wrap(error),
    );

    expect(failed).toBeInstanceOf(SfError);
    expect(translated(failed, 'asking')).toMatchObject({
      code: 'HUB_UNREACHABLE',
      detail: { found: expect.stringMatching(found) },
    });
    expect(isUnanswered(failed)).toBe(true);
  });

  it('names the reason that lies deepest', () => {
    expect(translated(networkError('ECONNREFUSED'), 'asking').detail.found).toBe(
      'ECONNREFUSED (connect ECONNREFUSED)',
    );
  });

  it('finds an error of our own in what the libraries made of it', () => {
    const own = new ReleaseError('HOST_NOT_ALLOWED', 'stopped');
    const wrapped = new TypeError('fetch failed', { cause: new Error('x', { cause: own }) });

    expect(translated(wrapped, 'asking')).toBe(own);
  });

  it('tells the number that Salesforce Support asks for', () => {
    const { detail } = translated(new Error(`Unknown error. ${GACK}`), 'asking');

    expect(detail.actions).toContainEqual(expect.stringContaining('1234567-12345 (-123456789)'));
  });

  it('has something to do next for whatever it makes up', () => {
    const errors = [
      'INVALID_SESSION_ID',
      'SERVER_UNAVAILABLE',
      'API_DISABLED_FOR_ORG',
      'INVALID_TYPE',
    ];

    const actions = errors.map((name) => translated(foreign(name), 'asking').detail.actions ?? []);

    expect(actions.map((each) => each.length > 0)).toEqual([true, true, true, true]);
  });

  it.each([
    [
      'was refused',
      new ReleaseError('LOGIN_REFUSED', 'refused', { found: 'invalid_grant' }),
      'SESSION_EXPIRED',
      'refused (invalid_grant)',
    ],
    [
      'could not be asked for',
      new ReleaseError('HUB_UNREACHABLE', 'away'),
      'HUB_UNREACHABLE',
      'away',
    ],
  ] satisfies [string, ReleaseError, ErrorCode, string][])(
    'understands what jsforce keeps of a new session that %s',
    (_what, error, code, found) => {
      const kept = new Error(`Unable to refresh session due to: ${renewalFailure(error).message}`);

      expect(translated(kept, 'asking')).toMatchObject({ code, detail: { found } });
      // Whoever only waited for that renewal is handed it as it is.
      expect(translated(renewalFailure(error), 'asking')).toMatchObject({
        code,
        detail: { found },
      });
      expect([kept, renewalFailure(error)].map(isUnanswered)).toEqual([false, false]);
    },
  );
});

describe('salesforceCode', () => {
  it.each([
    [foreign('INVALID_TYPE'), 'INVALID_TYPE'],
    [Object.assign(foreign('Error'), { errorCode: 'sf:INVALID_TYPE' }), 'INVALID_TYPE'],
    [new TypeError('x'), undefined],
    [Object.assign(new Error('x'), { code: 'ECONNRESET' }), undefined],
    ['INVALID_TYPE', undefined],
  ])('of %s is %s', (error, code) => {
    expect(salesforceCode(error)).toBe(code);
  });
});

describe('isUnanswered', () => {
  it.each([
    ['a connection that ended', networkError('UND_ERR_SOCKET'), true],
    [
      'an answer that was not Salesforce',
      new TypeError('fetch failed', { cause: new ReleaseError('HUB_ANSWER_UNUSABLE', 'x') }),
      true,
    ],
    ['a server that is busy', foreign('ERROR_HTTP_503'), true],
    ['a lock', foreign('UNABLE_TO_LOCK_ROW'), true],
    ['a refusal', foreign('DUPLICATE_VALUE'), false],
    ['an expired session', foreign('INVALID_SESSION_ID'), false],
    ['a limit', foreign('LIMIT_EXCEEDED'), false],
    [
      'too many requests at once',
      Object.assign(foreign('REQUEST_LIMIT_EXCEEDED'), { message: 'ConcurrentRequests Limit' }),
      true,
    ],
    ['a refusal of a library', new SfError('no', 'CreatePackagingNotEnabledOnOrgError'), false],
    ['a connection that ended, wrapped', SfError.wrap(networkError('ECONNRESET')), true],
    ['an answer that nobody understood', SfError.wrap(new TypeError('x is undefined')), true],
  ])('says of %s: %s', (_what, error, is) => {
    expect(isUnanswered(error)).toBe(is);
  });
});

function foreign(name: string): Error {
  return Object.assign(new Error('it says so'), { name });
}

/** undici's: "fetch failed", and the reason below. */
function networkError(code: string): Error {
  return new TypeError('fetch failed', { cause: systemError(code) });
}

function systemError(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code });
}
