import { describe, expect, it } from 'vitest';
import { ERRORS, EXIT, type ErrorCode } from '../../src/domain/errors.ts';
import { startPlainServer } from '../support/plain-server.ts';
import { checkoutHere, refusedHere } from '../support/refused-here.ts';

const REFUSALS: readonly (readonly [error: string, description: string, code: ErrorCode])[] = [
  ['invalid_client_id', 'client identifier invalid', 'LOGIN_APP_UNKNOWN'],
  [
    'OAUTH_EC_APP_NOT_FOUND',
    'External client app is not installed in this org',
    'LOGIN_APP_NOT_INSTALLED',
  ],
  [
    'OAUTH_AUTHORIZATION_BLOCKED',
    'Cross-org OAuth flows are not supported for this external client app',
    'LOGIN_ACROSS_ORGS',
  ],
  ['invalid_app_access', 'user is not admin approved to access this app', 'LOGIN_NOT_APPROVED'],
  ['invalid_grant', 'expired access/refresh token', 'LOGIN_TOKEN_ENDED'],
  ['invalid_grant', 'ip restricted', 'LOGIN_ADDRESS_REFUSED'],
  ['inactive_user', 'user is inactive', 'LOGIN_USER_INACTIVE'],
  ['invalid_grant', 'no client credentials user enabled', 'LOGIN_RUN_AS_USER_MISSING'],
  ['invalid_grant', 'something that nobody has seen yet', 'LOGIN_REFUSED'],
];

describe('a login that is refused with', () => {
  it.each(REFUSALS)('%s: %s says %s', async (error, description, code) => {
    const { url } = await startPlainServer((_request, response) => {
      response
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error, error_description: description }));
    });
    const projectDir = await checkoutHere();

    const { failure, text } = await refusedHere({
      projectDir,
      environment: { DEVHUB_AUTH_URL: `force://PlatformCLI::canary-token@${new URL(url).host}` },
    });

    expect(failure).toMatchObject({ code, exitCode: EXIT[ERRORS[code].exit] });
    expect(text).not.toContain('canary-token');
  });
});

describe('a login server that answers', () => {
  it.each([
    ['nothing', '', 200],
    ['null', 'null', 200],
    ['a list', '[]', 200],
    ['numbers', '{"access_token":1,"instance_url":2}', 200],
    ['a token for nowhere', '{"access_token":"t","instance_url":"acme"}', 200],
    [
      'a token for plain http elsewhere',
      '{"access_token":"t","instance_url":"http://acme.example"}',
      200,
    ],
    ['a refusal of another kind', '{"error":{"code":1}}', 400],
  ])('%s lets nobody in', async (_what, body, status) => {
    const { url } = await startPlainServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
    const projectDir = await checkoutHere();

    const { failure } = await refusedHere({
      projectDir,
      environment: { DEVHUB_AUTH_URL: `force://PlatformCLI::token@${new URL(url).host}` },
    });

    expect(['LOGIN_REFUSED', 'INSECURE_URL', 'HUB_ANSWER_UNUSABLE']).toContain(failure.code);
  });
});
