import { Octokit } from '@octokit/core';
import { EnvHttpProxyAgent, fetch, type RequestInit } from 'undici';
import { ReleaseError } from '../domain/errors.ts';
import { isLoopbackUrl } from '../domain/loopback.ts';
import { LONGEST_PAUSE_MS, retryAfterMs } from '../domain/retry-after.ts';
import type { Clock } from '../ports/clock.ts';
import { isPassing, retryAfterOf, translated } from './github-error.ts';

export interface GithubSettings {
  /** Without a trailing slash: https://api.github.com */
  readonly apiUrl: string;
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
}

/** Half a second, doubled four times: about 7.5 s of patience in all. */
const RETRY_PAUSES_MS = [500, 1_000, 2_000, 4_000] as const;
const REQUEST_MS = 60_000;

type Send = <Result>(doing: string, request: () => Promise<Result>) => Promise<Result>;

/** The official client with a transport of our own: time limits, proxies done right, and two hosts it may talk to. */
export interface GithubClient {
  readonly octokit: Octokit;
  /** Where files are uploaded to. */
  readonly uploadUrl: string;
  /** Repeats what only reads, until an answer comes. @param doing "reading the releases of acme/connector" */
  readonly read: Send;
  /** Sends once. */
  readonly write: Send;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export function openGithubClient(
  settings: GithubSettings,
  clock: Clock,
  signal: AbortSignal,
): GithubClient {
  const { apiUrl, token } = settings;
  const uploadUrl = uploadUrlFor(apiUrl);
  const agent = new EnvHttpProxyAgent({
    connect: { timeout: 10_000 },
    headersTimeout: REQUEST_MS,
    bodyTimeout: REQUEST_MS,
    noProxy: [
      '127.0.0.1',
      'localhost',
      '::1',
      process.env['NO_PROXY'] ?? process.env['no_proxy'] ?? '',
    ].join(','),
  });
  const origins = new Set([new URL(apiUrl).origin, new URL(uploadUrl).origin]);
  const octokit = new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'eca-release',
    // A deprecation is news for whoever maintains this tool, not for a run's log.
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: {
      fetch: async (url: string, init: RequestInit) => {
        if (!origins.has(new URL(url).origin)) throw foreignHost(url, origins);
        return fetch(url, { ...init, dispatcher: agent, signal });
      },
    },
  });
  const write: Send = async (doing, request) => {
    try {
      return await request();
    } catch (error) {
      throw translated(error, doing, settings);
    }
  };
  const read: Send = async (doing, request) => {
    for (const pauseMs of RETRY_PAUSES_MS) {
      try {
        return await request();
      } catch (error) {
        if (!isPassing(error)) throw translated(error, doing, settings);
        const askedMs = retryAfterMs(retryAfterOf(error), clock.now()) ?? 0;
        if (askedMs > LONGEST_PAUSE_MS) throw translated(error, doing, settings);
        await clock.sleep(Math.max(askedMs, pauseMs));
      }
    }
    return write(doing, request);
  };
  return {
    octokit,
    uploadUrl,
    read,
    write,
    sleep: async (milliseconds) => clock.sleep(milliseconds),
    close: async () => agent.destroy(),
  };
}

/**
 * GitHub takes files on another host. A release tells it, too, but the token only goes where the API's own address leads:
 * uploads.github.com, uploads.SUBDOMAIN.ghe.com, or /api/uploads of a GitHub Enterprise Server.
 */
function uploadUrlFor(apiUrl: string): string {
  const url = new URL(apiUrl);
  if (url.protocol !== 'https:' && !isLoopbackUrl(apiUrl))
    throw new ReleaseError('GITHUB_NOT_SET_UP', 'GitHub is only talked to over https', {
      found: apiUrl,
      wanted: 'https (plain http is for loopback only)',
      why: 'The token would cross the network in clear text.',
      actions: ['Correct GITHUB_API_URL.'],
    });
  if (url.hostname.startsWith('api.')) return `https://uploads.${url.host.slice('api.'.length)}`;
  return apiUrl.replace(/\/api\/v3$/, '/api/uploads');
}

function foreignHost(url: string, origins: ReadonlySet<string>): ReleaseError {
  return new ReleaseError('HOST_NOT_ALLOWED', `A request to ${new URL(url).origin} was stopped`, {
    found: new URL(url).origin,
    wanted: [...origins].join(' or '),
    why: 'The token of the workflow goes to GitHub, and to nobody else.',
    actions: ['Correct GITHUB_API_URL.'],
  });
}

function silent(): void {
  // Nothing.
}
