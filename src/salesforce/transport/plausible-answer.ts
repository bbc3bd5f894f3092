import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';

export interface Answer {
  readonly path: string;
  readonly statusCode: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/**
 * Why an answer cannot be Salesforce's; nothing where it can. The libraries take what comes: a proxy's login page reads
 * as "no apps in this hub", and a JSON text that was cut short surfaces as a TypeError, or never.
 * Errors (400 and above) pass: the libraries turn them into errors whatever they hold.
 */
export function implausibility(answer: Answer): string | undefined {
  const { statusCode, path } = answer;
  if (statusCode >= 300 || statusCode === 204) return undefined;
  const body = decoded(answer);
  if (body === undefined) return 'a compressed body that cannot be unpacked';
  const type = contentType(answer);
  if (path.includes('/services/Soap/')) return soapImplausibility(type, body);
  if (body.length === 0) return statusCode === 201 ? undefined : 'an empty body';
  if (type.includes('json')) return isJson(body) ? undefined : 'JSON that is cut short';
  if (type.includes('html')) return 'an HTML page';
  return undefined;
}

/** Not now: too early, too often, or the request was given up; what is 500 and above says the same of the server. */
const NOT_NOW: ReadonlySet<number> = new Set([408, 420, 425, 429]);

/** Will not be different a moment later. */
const NOT_IMPLEMENTED = 501;

/**
 * Why a server, or what stands before it, could not answer; nothing where it did. Told by the status, whatever code the
 * body names: whether the request was carried out is then not known. SOAP says everything with status 500, so that there
 * only an answer without a fault counts.
 */
export function serverInability(answer: Answer): string | undefined {
  const { statusCode, path } = answer;
  if (statusCode === NOT_IMPLEMENTED || (statusCode < 500 && !NOT_NOW.has(statusCode)))
    return undefined;
  const body = decoded(answer)?.toString('utf8') ?? '';
  if (path.includes('/services/Soap/') && /:Fault[\s>]/.test(body)) return undefined;
  return [`HTTP ${statusCode}`, salesforceText(body)].filter((part) => part !== '').join(', ');
}

/** Salesforce's words where the body holds them: [{"errorCode": …, "message": …}] */
function salesforceText(body: string): string {
  const [, code] = /"errorCode"\s*:\s*"(\w+)"/.exec(body) ?? [];
  const [, message] = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body) ?? [];
  return [code, message].filter((part) => part !== undefined).join(': ');
}

function soapImplausibility(type: string, body: Buffer): string | undefined {
  if (!type.includes('xml'))
    return type.includes('html') ? 'an HTML page' : `content of type ${type || 'unknown'}`;
  const text = body.toString('utf8');
  if (!/:Envelope[\s>]/.test(text)) return 'XML that is no SOAP envelope';
  if (!/:Envelope>\s*$/.test(text)) return 'a SOAP envelope that is cut short';
  // jsforce-node 3.12 makes an empty list of a body that holds anything else.
  return /:Body[^>]*>\s*<(\w+:)?\w+Response[\s/>]/.test(text)
    ? undefined
    : 'a SOAP envelope without an answer';
}

function contentType({ headers }: Answer): string {
  return String(headers['content-type'] ?? '').toLowerCase();
}

function decoded({ headers, body }: Answer): Buffer | undefined {
  try {
    switch (String(headers['content-encoding'] ?? '').toLowerCase()) {
      case 'gzip':
        return gunzipSync(body);
      case 'deflate':
        return inflateSync(body);
      case 'br':
        return brotliDecompressSync(body);
      case 'zstd':
        return zstdDecompressSync(body);
      default:
        return body;
    }
  } catch {
    return undefined;
  }
}

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
