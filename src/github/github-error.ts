import { ReleaseError } from '../domain/errors.ts';

const RATE_LIMITED = /rate limit|abuse detection/i;

interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** What is used of a RequestError of Octokit; it says 500 for a request that got no answer at all. */
interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Whether it may go well the next time: no answer, an answer of a server in trouble, or too many requests. */
export function isPassing(error: unknown): boolean {
  const own = ownErrorIn(error);
  if (own !== undefined) return own.code === 'GITHUB_UNREACHABLE';
  const { status, message } = refusalOf(error) ?? { status: 0, message: '' };
  return status >= 500 || status === 429 || (status === 403 && RATE_LIMITED.test(message));
}

export function statusOf(error: unknown): number | undefined {
  return refusalOf(error)?.status;
}

/** The header in which GitHub asks not to be asked again for a while. */
export function retryAfterOf(error: unknown): unknown {
  return refusalOf(error)?.headers['retry-after'];
}

/** Anything that went wrong with a request, in our words. @param doing "reading the release of v1.4.0" */
export function translated(error: unknown, doing: string, { owner, repo }: Repository): unknown {
  const refusal = refusalOf(error);
  const own = ownErrorIn(error);
  if (own !== undefined || refusal === undefined) return own ?? error;
  const { status, message } = refusal;
  const found = `${String(status)} ${message}`;
  if (isPassing(error))
    return new ReleaseError('GITHUB_UNREACHABLE', `GitHub did not answer while ${doing}`, {
      found,
      actions: ['Run the same command again: it goes on where this run stopped.'],
      cause: error,
    });
  return new ReleaseError('GITHUB_REFUSED', `GitHub refused ${doing}`, {
    found,
    wanted: `a token that may write releases of ${owner}/${repo}`,
    actions: actionsFor(status),
    cause: error,
  });
}

/** An answer that cannot be GitHub's: a proxy's login page, say. */
export function notGithubs(doing: string, found: string): ReleaseError {
  return new ReleaseError('GITHUB_UNREACHABLE', `What came while ${doing} is no answer of GitHub`, {
    found,
    wanted: "GitHub's JSON",
    actions: [
      'Run the same command again: it goes on where this run stopped.',
      'If it stays, look at GITHUB_API_URL and at the proxy.',
    ],
  });
}

function actionsFor(status: number): readonly string[] {
  switch (status) {
    case 401:
      return ['Hand the token to the step: env: GITHUB_TOKEN: ${{ github.token }}'];
    case 403:
    case 404:
      return [
        'Give the job the right to write releases: permissions: contents: write',
        'Check GITHUB_REPOSITORY.',
      ];
    default:
      return ['Look at what GitHub says above, mend it, and run the same command again.'];
  }
}

/** Octokit wraps what our own fetch throws. */
function ownErrorIn(error: unknown): ReleaseError | undefined {
  if (error instanceof ReleaseError) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof ReleaseError ? cause : undefined;
}

function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number')
    return undefined;
  const response = 'response' in error ? error.response : undefined;
  const headers =
    typeof response === 'object' && response !== null && 'headers' in response
      ? response.headers
      : undefined;
  return {
    status: error.status,
    message: error.message,
    headers:
      typeof headers === 'object' && headers !== null ? (headers as Record<string, unknown>) : {},
  };
}
