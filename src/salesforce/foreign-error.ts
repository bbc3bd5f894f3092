import { isPassing, ReleaseError } from '../domain/errors.ts';

/** Answers that a moment later may be different. */
const PASSING = new Set([
  'SERVER_UNAVAILABLE',
  'UNABLE_TO_LOCK_ROW',
  'REQUEST_RUNNING_TOO_LONG',
  'UNKNOWN_EXCEPTION',
  'ERROR_HTTP_420',
  'ERROR_HTTP_429',
  'ERROR_HTTP_500',
  'ERROR_HTTP_502',
  'ERROR_HTTP_503',
  'ERROR_HTTP_504',
]);

const EXPIRED = new Set(['INVALID_SESSION_ID', 'INVALID_AUTH_HEADER', 'ERROR_HTTP_401']);

const FORBIDDEN = new Set([
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  'API_DISABLED_FOR_ORG',
  'FUNCTIONALITY_NOT_ENABLED',
]);

/**
 * Salesforce's own code of an error that a library threw: the REST errorCode, or the SOAP faultcode without its prefix.
 * Nothing for errors that are not Salesforce's.
 */
export function salesforceCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code =
    'errorCode' in error && typeof error.errorCode === 'string' ? error.errorCode : error.name;
  const bare = code.replace(/^sf:/, '');
  return /^[A-Z][A-Z0-9_]+$/.test(bare) ? bare : undefined;
}

/** Whether the request never got a whole answer, so that nobody knows whether it was carried out. */
export function isUnanswered(error: unknown): boolean {
  // The request was refused, or waited for the new session.
  if (failedRenewal(error) !== undefined) return false;
  const code = salesforceCode(error);
  return code === undefined
    ? isNetworkError(error) || releaseErrorIn(error) !== undefined
    : PASSING.has(code);
}

/** Any error of the libraries as one of ours: what happened, why, what to do. The one place that reads foreign texts. */
export function translated(error: unknown, doing: string): ReleaseError {
  const renewal = failedRenewal(error);
  if (renewal !== undefined)
    return renewal.isPassing
      ? unreachable(doing, renewal.reason, error)
      : expired(renewal.reason, doing, error);
  const own = releaseErrorIn(error);
  // The transport knows what happened, not what it was for.
  if (own?.code === 'HUB_UNREACHABLE' && own !== error)
    return unreachable(doing, own.detail.found ?? own.message, error);
  if (own !== undefined) return own;
  const code = salesforceCode(error);
  const message = error instanceof Error ? firstLine(error.message) : String(error);
  if (code !== undefined) return translatedCode(code, message, doing, error);
  if (isNetworkError(error)) return unreachable(doing, networkCode(error) ?? message, error);
  // The libraries walk into what they did not expect; everything they refuse on purpose has a name of its own.
  if (error instanceof TypeError || error instanceof SyntaxError)
    return new ReleaseError('HUB_ANSWER_UNUSABLE', `The answer made no sense while ${doing}`, {
      found: message,
      actions: ['Run again; nothing is built twice.'],
      cause: error,
    });
  return new ReleaseError('HUB_REFUSED', `Salesforce's library stopped while ${doing}`, {
    found: message,
    cause: error,
  });
}

function translatedCode(
  code: string,
  message: string,
  doing: string,
  cause: unknown,
): ReleaseError {
  if (EXPIRED.has(code)) return expired(message, doing, cause);
  // Texts of the Metadata API begin with the code.
  const found = message.startsWith(`${code}: `) ? message : `${code}: ${message}`;
  if (PASSING.has(code)) return unreachable(doing, found, cause);
  if (FORBIDDEN.has(code))
    return new ReleaseError('PERMISSION_MISSING', `The hub's user may not do this: ${doing}`, {
      found,
      actions: [
        'Ask the hub admin for the permission "Create and Update Second-Generation Packages" and for access to External Client Apps.',
      ],
      cause,
    });
  return new ReleaseError('HUB_REFUSED', `The hub refused while ${doing}`, {
    found,
    actions:
      code === 'REQUEST_LIMIT_EXCEEDED'
        ? [
            'The org has used up its API requests for 24 hours: wait, or ask its admin.',
            'Then run again.',
          ]
        : ['If the text does not help: it is the one to quote to Salesforce Support.'],
    cause,
  });
}

function expired(found: string, doing: string, cause: unknown): ReleaseError {
  return new ReleaseError('SESSION_EXPIRED', `The login ended while ${doing}`, {
    found,
    actions: [
      'Log in again: sf org login web --set-default-dev-hub --alias MyHub',
      'In CI: prefer JWT (DEVHUB_JWT_…) to a stored access token, which ends after a few hours.',
      'Then run again: it continues where this run stopped.',
    ],
    cause,
  });
}

/**
 * jsforce-node 3.12 keeps nothing of a renewal that failed but its message: it has to say of itself what it is. Who only
 * waited for the renewal gets it as it was; core's begins with "Error authenticating".
 */
const RENEWAL_FAILED =
  /^(Unable to refresh session due to: |(?=Not renewed|Error authenticating with ))(Not renewed(?<passing> yet)?: )?(?<reason>.*)/;

/** The error to hand to jsforce where a session could not be renewed, so that it is understood when it comes back. */
export function renewalFailure(error: unknown): ReleaseError {
  const { message, detail } = translated(error, 'renewing the session');
  const reason = detail.found === undefined ? message : `${message} (${detail.found})`;
  return new ReleaseError(
    'SESSION_EXPIRED',
    `Not renewed${isPassing(error) ? ' yet' : ''}: ${reason}`,
    { cause: error },
  );
}

function failedRenewal(
  error: unknown,
): { readonly isPassing: boolean; readonly reason: string } | undefined {
  if (!(error instanceof Error)) return undefined;
  const { passing, reason } = RENEWAL_FAILED.exec(firstLine(error.message))?.groups ?? {};
  return reason === undefined ? undefined : { isPassing: passing !== undefined, reason };
}

/** Whether a status says no more than that the server cannot answer right now. */
export function isPassingStatus(status: number): boolean {
  return PASSING.has(`ERROR_HTTP_${status}`);
}

export function unreachable(doing: string, found: string, cause?: unknown): ReleaseError {
  return new ReleaseError('HUB_UNREACHABLE', `The hub could not be reached while ${doing}`, {
    found,
    actions: [
      'Check the network and https://status.salesforce.com.',
      'Run again: it continues where this run stopped.',
    ],
    cause,
  });
}

function releaseErrorIn(error: unknown): ReleaseError | undefined {
  for (let current = error; current instanceof Error; current = current.cause)
    if (current instanceof ReleaseError) return current;
  return undefined;
}

/** undici says "fetch failed" for everything; the reason is further down. */
function networkCode(error: unknown): string | undefined {
  let code: string | undefined;
  for (let current = error; current instanceof Error; current = current.cause)
    if ('code' in current && typeof current.code === 'string')
      code = `${current.code} (${current.message})`;
  return code;
}

function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.message === 'fetch failed' ||
    error.name === 'AbortError' ||
    networkCode(error) !== undefined
  );
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
