import { explanationOf } from '../domain/error-catalogue/error-catalogue.ts';
import { supportAdvice } from '../domain/error-catalogue/salesforce-advice.ts';
import {
  codeOfSalesforceText,
  supportReference,
} from '../domain/error-catalogue/salesforce-texts.ts';
import { isPassing, ReleaseError, type ErrorCode } from '../domain/errors.ts';

/** Answers that a moment later may be different. */
const PASSING = new Set([
  'QUERY_TIMEOUT',
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
  const refusal = refusalIn(error);
  return refusal === undefined
    ? isNetworkError(error) || isSenseless(error) || releaseErrorIn(error) !== undefined
    : isPassingAnswer(refusal.code, refusal.message);
}

/** Any error of the libraries as one of ours: what happened, why, what to do. The one place that reads foreign texts. */
export function translated(error: unknown, doing: string): ReleaseError {
  const renewal = failedRenewal(error);
  if (renewal !== undefined)
    return renewal.isPassing
      ? unreachable(doing, renewal.reason, error)
      : explained('SESSION_EXPIRED', doing, renewal.reason, error);
  const own = releaseErrorIn(error);
  // The transport knows what happened, not what it was for.
  if (own?.code === 'HUB_UNREACHABLE' && own !== error)
    return unreachable(doing, own.detail.found ?? own.message, error);
  if (own !== undefined) return own;
  const refusal = refusalIn(error);
  if (refusal !== undefined) return translatedCode(refusal.code, refusal.message, doing, error);
  const message = messageOf(error);
  if (isNetworkError(error)) return unreachable(doing, networkCode(error) ?? message, error);
  if (isSenseless(error))
    return new ReleaseError('HUB_ANSWER_UNUSABLE', `The answer made no sense while ${doing}`, {
      found: message,
      actions: ['Run again; nothing is built twice.'],
      cause: error,
    });
  const known = codeOfSalesforceText(message);
  if (known !== undefined) return explained(known, doing, message, error);
  return new ReleaseError('HUB_REFUSED', `Salesforce's library stopped while ${doing}`, {
    found: message,
    actions: ['If the text does not help: it is the one to quote to Salesforce Support.'],
    cause: error,
  });
}

function translatedCode(
  code: string,
  message: string,
  doing: string,
  cause: unknown,
): ReleaseError {
  const found = withCode(code, message);
  if (isPassingAnswer(code, message)) return unreachable(doing, found, cause);
  const known = codeOfSalesforceText(found);
  if (known !== undefined) return explained(known, doing, found, cause);
  return new ReleaseError('HUB_REFUSED', `The hub refused while ${doing}`, {
    found,
    actions: ['If the text does not help: it is the one to quote to Salesforce Support.'],
    cause,
  });
}

function isPassingAnswer(code: string, message: string): boolean {
  return PASSING.has(code) || codeOfSalesforceText(withCode(code, message)) === 'HUB_UNREACHABLE';
}

/** Texts of the Metadata API begin with the code already. */
function withCode(code: string, message: string): string {
  return message.startsWith(`${code}: `) ? message : `${code}: ${message}`;
}

/** A token endpoint that said no. @param found "invalid_grant: expired access/refresh token" */
export function loginRefused(loginUrl: string, found: string): ReleaseError {
  const code = codeOfSalesforceText(found) ?? 'LOGIN_REFUSED';
  const { meaning, steps } = explanationOf(code);
  const refusal = `${loginUrl} refused the login`;
  const message = code === 'LOGIN_REFUSED' ? refusal : `${withoutDot(meaning)} (${refusal})`;
  return new ReleaseError(code, message, { found, actions: steps });
}

/** An error that the catalogue explains, with the steps of its entry. */
function explained(code: ErrorCode, doing: string, found: string, cause: unknown): ReleaseError {
  const { meaning, steps } = explanationOf(code);
  return new ReleaseError(code, `${withoutDot(meaning)}, while ${doing}`, {
    found,
    actions: [...steps, ...[supportAdvice(found) ?? []].flat()],
    cause,
  });
}

/**
 * jsforce-node 3.12 keeps nothing of a renewal that failed but its message: it has to say of itself what it is. Who only
 * waited for the renewal gets it as it was.
 */
const RENEWAL_FAILED =
  /^(Unable to refresh session due to: |(?=Not renewed))(Not renewed(?<passing> yet)?: )?(?<reason>.*)/;

/** The error to hand to jsforce where a session could not be renewed, so that it is understood when it comes back. */
export function renewalFailure(error: unknown): ReleaseError {
  const failure = translated(error, 'renewing the session');
  const { message, detail } = failure;
  const reason = detail.found === undefined ? message : `${message} (${detail.found})`;
  return new ReleaseError(
    'SESSION_EXPIRED',
    `Not renewed${isPassing(failure) ? ' yet' : ''}: ${reason}`,
    { cause: error },
  );
}

function failedRenewal(
  error: unknown,
): { readonly isPassing: boolean; readonly reason: string } | undefined {
  for (const { message } of causesOf(error)) {
    const { passing, reason } = RENEWAL_FAILED.exec(firstLine(message))?.groups ?? {};
    if (reason !== undefined) return { isPassing: passing !== undefined, reason };
  }
  return undefined;
}

/** Whether a status says no more than that the server cannot answer right now. */
export function isPassingStatus(status: number): boolean {
  return PASSING.has(`ERROR_HTTP_${status}`);
}

/** A hub that did not answer, or could not: a fault that Salesforce logged has a number for its Support. */
export function unreachable(doing: string, found: string, cause?: unknown): ReleaseError {
  const quote = supportAdvice(found);
  const retryAfterMs = releaseErrorIn(cause)?.detail.retryAfterMs;
  if (quote !== undefined)
    return new ReleaseError('HUB_FAULT', `Salesforce met an error of its own while ${doing}`, {
      found,
      actions: ['Run again: it continues where this run stopped.', quote],
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      cause,
    });
  return new ReleaseError('HUB_UNREACHABLE', `The hub could not be reached while ${doing}`, {
    found,
    actions: [
      'Check the network and https://status.salesforce.com.',
      'Run again: it continues where this run stopped.',
    ],
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    cause,
  });
}

function withoutDot(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function releaseErrorIn(error: unknown): ReleaseError | undefined {
  return causesOf(error).find((each) => each instanceof ReleaseError);
}

/**
 * What Node and undici call a connection that failed. Other codes are no news of the network: every error of @salesforce/core
 * has one, its name, and so have errors of the file system.
 */
const NETWORK_CODE =
  /^(UND_ERR|HPE_|ERR_TLS|ERR_SSL|EAI_|ECONN|EHOST|ENET|ENOTFOUND|ETIMEDOUT|EPIPE|EPROTO|EADDRNOTAVAIL)/;

/** core keeps nothing of a JWT login that failed at every address but the messages. */
const NEVER_FETCHED = /^Error authenticating with JWT\.\nErrors encountered:(\nfetch failed)+$/;

function isNetworkError(error: unknown): boolean {
  return causesOf(error).some(
    (each) =>
      each.message === 'fetch failed' ||
      each.name === 'AbortError' ||
      NEVER_FETCHED.test(each.message) ||
      NETWORK_CODE.test(codeIn(each) ?? ''),
  );
}

/** undici says "fetch failed" for everything; the reason is further down. */
function networkCode(error: unknown): string | undefined {
  const deepest = causesOf(error).findLast((each) => codeIn(each) !== undefined);
  return deepest && `${codeIn(deepest)} (${deepest.message})`;
}

/** SfError's own `code` is a getter that gives the name of the error. */
function codeIn(error: Error): string | undefined {
  const code: unknown = Object.getOwnPropertyDescriptor(error, 'code')?.value;
  return typeof code === 'string' ? code : undefined;
}

/** The libraries walked into what they did not expect; what they refuse on purpose has a name of its own. */
function isSenseless(error: unknown): boolean {
  return causesOf(error).some((each) => each instanceof TypeError || each instanceof SyntaxError);
}

/** What Salesforce refused with; the library may have put an error of its own around it, which guesses at the reason. */
function refusalIn(
  error: unknown,
): { readonly code: string; readonly message: string } | undefined {
  for (const each of causesOf(error)) {
    const code = salesforceCode(each);
    if (code !== undefined) return { code, message: messageOf(each) };
  }
  return undefined;
}

/** An error, and what it says that it came from. */
function causesOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? tellingLines(error.message) : String(error);
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

/** What says something in a text of several lines. */
function tellingLines(text: string): string {
  const lines = text.trim().split('\n');
  // A refused query: the query, an arrow below it, the place, and only then the reason.
  const place = lines.findIndex((line) => line.startsWith('ERROR at Row'));
  if (place !== -1) return lines.slice(place + 1).join(' ');
  const fault = lines.slice(1).find((line) => supportReference(line) !== undefined);
  return [firstLine(text), fault].filter((line) => line !== undefined).join(' ');
}
