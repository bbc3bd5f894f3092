import { z } from 'zod';
import { ReleaseError } from '../../domain/errors.ts';
import { loginRefused } from '../foreign-error.ts';
import type { Transport } from '../transport/transport.ts';
import { askJson } from './ask-json.ts';

/** A login in force. */
export interface Session {
  readonly accessToken: string;
  /** Without a trailing slash. */
  readonly instanceUrl: string;
  readonly orgId: string;
  readonly username: string;
}

const TOKEN_ANSWER = z.object({
  access_token: z.string().min(1),
  instance_url: z.string().min(1),
  /** …/id/<organization>/<user> */
  id: z.string().optional(),
  refresh_token: z.string().optional(),
});

const USER_ANSWER = z.object({
  organization_id: z.string().regex(/^00D[a-zA-Z0-9]{12,15}$/),
  user_id: z.string().min(1).optional(),
  preferred_username: z.string().min(1).optional(),
});

const REFUSAL = z.object({ error: z.string(), error_description: z.string().optional() });

export type TokenAnswer = z.infer<typeof TOKEN_ANSWER>;

/** Asks the login URL for a token. Throws LOGIN_REFUSED, or the LOGIN_… code of what Salesforce says. */
export async function requestToken(
  transport: Transport,
  loginUrl: string,
  grant: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const url = `${withoutSlash(loginUrl)}/services/oauth2/token`;
  const answer = await askJson(transport, 'logging in', url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(grant).toString(),
  });
  const token = TOKEN_ANSWER.safeParse(answer.body);
  if (answer.status === 200 && token.success) return token.data;
  throw refused(loginUrl, answer.status, answer.body);
}

/**
 * The session of a user whose name is known. The org stands in the identity URL of the token's answer; asking for it would
 * need a scope that logins for packaging need not have.
 */
export async function sessionOfUser(
  transport: Transport,
  token: TokenAnswer,
  username: string,
): Promise<Session> {
  const orgId = /\/id\/(00D[a-zA-Z0-9]{12,15})\//.exec(token.id ?? '')?.[1];
  if (orgId === undefined) return sessionOf(transport, token.access_token, token.instance_url);
  return {
    accessToken: token.access_token,
    instanceUrl: withoutSlash(token.instance_url),
    orgId,
    username,
  };
}

/** Who a token belongs to. Throws SESSION_EXPIRED where nobody takes it any more. */
export async function sessionOf(
  transport: Transport,
  accessToken: string,
  instanceUrl: string,
): Promise<Session> {
  const url = withoutSlash(instanceUrl);
  const answer = await askJson(
    transport,
    'asking who is logged in',
    `${url}/services/oauth2/userinfo`,
    { headers: { authorization: `Bearer ${accessToken}` } },
  );
  const user = USER_ANSWER.safeParse(answer.body);
  if (answer.status === 200 && user.success) {
    const { organization_id: orgId, preferred_username: name, user_id: userId } = user.data;
    // The name is for people; an org that keeps it to itself is told by an id.
    return { accessToken, instanceUrl: url, orgId, username: name ?? userId ?? orgId };
  }
  if (answer.status === 401 || answer.status === 403)
    throw new ReleaseError('SESSION_EXPIRED', 'The org does not take this access token', {
      found: `HTTP ${answer.status} from ${url}`,
      why: 'It ended, was revoked, or belongs to another org.',
      actions: [
        'Get a new token for exactly this instance URL, or log in with JWT (DEVHUB_JWT_…).',
      ],
    });
  throw new ReleaseError('HUB_ANSWER_UNUSABLE', `The org at ${url} did not say who is logged in`, {
    found: `HTTP ${answer.status}`,
    wanted: 'a user and an organization id',
    actions: ['Check the instance URL: it must be the org itself (https://…my.salesforce.com).'],
  });
}

export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function refused(loginUrl: string, status: number, body: unknown): ReleaseError {
  const refusal = REFUSAL.safeParse(body);
  const found = refusal.success
    ? [refusal.data.error, refusal.data.error_description].filter(Boolean).join(': ')
    : `HTTP ${status}`;
  return loginRefused(loginUrl, found);
}
