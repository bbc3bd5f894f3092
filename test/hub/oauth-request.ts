import { createHash, randomBytes } from 'node:crypto';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { rest } from './hub-fixture.ts';

/** An answer of an OAuth endpoint, which does not follow redirects. */
export interface OauthAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly location: URL | undefined;
  readonly text: string;
  /** The members of a JSON object. */
  readonly body: Readonly<Record<string, string>>;
}

type Parameters = Readonly<Record<string, string>>;

export async function token(
  { url }: RunningHub,
  form: Parameters,
  headers: Parameters = {},
): Promise<OauthAnswer> {
  return answerOf(`${url}/services/oauth2/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
}

export async function oauthGet(
  { url }: RunningHub,
  path: string,
  query: Parameters,
  headers: Parameters = {},
): Promise<OauthAnswer> {
  return answerOf(`${url}/services/oauth2/${path}?${new URLSearchParams(query).toString()}`, {
    headers,
  });
}

export async function renewed(hub: RunningHub, refreshToken: string): Promise<OauthAnswer> {
  return token(hub, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: hub.login.clientId,
  });
}

export async function isOpen(hub: RunningHub, accessToken: string | undefined): Promise<boolean> {
  const { status } = await rest(hub, '/services/data/v68.0/limits', { token: accessToken ?? '' });
  return status === 200;
}

/** Lets time pass for the hub alone. */
export async function advance({ url }: RunningHub, advanceMs: number): Promise<void> {
  await fetch(`${url}/__hub/clock`, { method: 'POST', body: JSON.stringify({ advanceMs }) });
}

export function refusal(error: string, error_description: string) {
  return { error, error_description };
}

/** What a client keeps to itself, and what it shows of it. */
export function codeProof(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(64).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

export const CALLBACK = 'http://localhost:1717/OauthRedirect';

/** As `sf org login web` sends it. */
export function authorizeQuery(challenge: string, changes: Parameters = {}): Parameters {
  return {
    state: 'a state',
    prompt: 'login',
    scope: 'refresh_token api web',
    code_challenge: challenge,
    response_type: 'code',
    client_id: 'PlatformCLI',
    redirect_uri: CALLBACK,
    ...changes,
  };
}

async function answerOf(address: string, init: RequestInit): Promise<OauthAnswer> {
  const response = await fetch(address, { ...init, redirect: 'manual' });
  const text = await response.text();
  const location = response.headers.get('location');
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    location: location === null ? undefined : new URL(location),
    text,
    body: text.startsWith('{') ? (JSON.parse(text) as Record<string, string>) : {},
  };
}
