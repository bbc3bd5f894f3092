import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import type { Signal } from './disturbance.ts';
import type { Ending } from './ending.ts';
import type { RequestPlace } from './place.ts';

/** What is done to a request: scripted faults, and a signal to whoever sent it, at the moment the last fault strikes. */
export interface RequestStrike {
  readonly faults: readonly Fault[];
  readonly signal?: Signal;
  /** The hub is there only after somebody was refused. */
  readonly hubComesLate?: boolean;
}

export interface RequestFault {
  readonly name: string;
  /** What happens, in the words of docs/reliability.md. */
  readonly title: string;
  /** It strikes where a connection is refused, and not where the hub plays it. */
  readonly refuses?: true;
  /** Nothing where it can happen, else why it cannot. */
  impossibleAt?(place: RequestPlace): string | undefined;
  strike(place: RequestPlace): RequestStrike;
  /** How the run that is hit ends. Whatever it is, the next one ends well. */
  endingAt(place: RequestPlace): Ending;
}

/** Longer than it takes to send the next request; shorter than reads are repeated. */
const DOWN_MS = 2_500;

const BAD_GATEWAY: Fault['action'] = {
  status: 502,
  body: '<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>',
};

const GOES_ON: RequestFault['endingAt'] = () => 'goes on';

/**
 * What was not done is asked for again, but for the creation of a package: it lasts for ever, and what has not shown after
 * some seconds may still come. Only the next run creates it.
 */
const ASKS_AGAIN: RequestFault['endingAt'] = ({ title }) =>
  title === 'POST Package2' ? { code: 'ANSWER_LOST' } : 'goes on';

function once({ match, nth }: RequestPlace, action: Fault['action'], commits = false): Fault {
  return { match, nth, action, commits };
}

function answer(name: string, title: string, actionFor: (place: RequestPlace) => Fault['action']) {
  return {
    name,
    title,
    strike: (place: RequestPlace) => ({ faults: [once(place, actionFor(place))] }),
    endingAt: ASKS_AGAIN,
  };
}

/** The same, but that the request was carried out. */
function committed(name: string, title: string, action: Fault['action']): RequestFault {
  return {
    name: `${name}-committed`,
    title: `${title}, after the work was done`,
    impossibleAt: changesHub,
    strike: (place) => ({ faults: [once(place, action, true)] }),
    endingAt: GOES_ON,
  };
}

/** An error as the API that was asked writes it. */
function salesforceError(status: number, code: string, message: string) {
  return ({ speaks }: RequestPlace): Fault['action'] =>
    speaks === 'soap'
      ? {
          status: 500,
          headers: { 'content-type': 'text/xml;charset=UTF-8' },
          body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="http://soap.sforce.com/2006/04/metadata"><soapenv:Body><soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${code}: ${message}</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>`,
        }
      : { status, body: [{ errorCode: code, message }] };
}

const NO_SESSION_YET = 'there is no session yet, it has only just begun, or none is needed';
const OAUTH = 'the login endpoint has no error codes of the API';

function needsSession({ speaks, title }: RequestPlace): string | undefined {
  return speaks === 'login' || title === 'GET /services/data' ? NO_SESSION_YET : undefined;
}

function speaksApi({ speaks }: RequestPlace): string | undefined {
  return speaks === 'login' ? OAUTH : undefined;
}

function changesHub({ changesHub: changes }: RequestPlace): string | undefined {
  return changes ? undefined : 'the request changes nothing: the same as before it was carried out';
}

function hasText({ hasText: has }: RequestPlace): string | undefined {
  return has ? undefined : 'the answer has no body';
}

const INTERRUPTED: Ending = { code: 'INTERRUPTED' };

function signals(signal: Signal, ending: Ending): readonly RequestFault[] {
  return [
    {
      name: signal,
      title: `${signal} while a request is under way`,
      strike: (place) => ({ faults: [once(place, 'silence')], signal }),
      endingAt: () => ending,
    },
    {
      name: `${signal}-committed`,
      title: `${signal} when a request has been carried out and not yet answered`,
      impossibleAt: changesHub,
      strike: (place) => ({ faults: [once(place, 'silence', true)], signal }),
      endingAt: () => ending,
    },
  ];
}

export const REQUEST_FAULTS: readonly RequestFault[] = [
  {
    name: 'refused',
    refuses: true,
    title: 'connection refused, for 2.5 seconds',
    strike: ({ previous }) =>
      previous === undefined
        ? { faults: [], hubComesLate: true }
        : { faults: [{ ...previous, action: { downMs: DOWN_MS }, commits: true }] },
    endingAt: ASKS_AGAIN,
  },
  answer('reset', 'connection reset before the answer', () => 'reset-before'),
  {
    ...answer('cut', 'connection closed in the middle of the body', () => 'cut-body'),
    impossibleAt: hasText,
    endingAt: GOES_ON,
  },
  {
    ...answer('reset-body', 'connection reset in the middle of the body', () => 'reset-body'),
    impossibleAt: hasText,
    endingAt: GOES_ON,
  },
  {
    ...answer('lost', 'answer lost after the work was done', () => 'close-after'),
    endingAt: GOES_ON,
  },
  answer('500', '500', salesforceError(500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred')),
  answer('502', '502 with an HTML page', () => BAD_GATEWAY),
  committed('502', '502 with an HTML page', BAD_GATEWAY),
  answer(
    'login-page',
    'a login page of the network instead of the answer',
    () => 'garbage-html-200',
  ),
  committed('login-page', 'a login page of the network instead of the answer', 'garbage-html-200'),
  answer('503', '503 with Retry-After', () => ({
    status: 503,
    body: '<html><body>Service Unavailable</body></html>',
    headers: { 'retry-after': '1' },
  })),
  {
    ...answer(
      'request-limit',
      '403 REQUEST_LIMIT_EXCEEDED',
      salesforceError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
    ),
    impossibleAt: speaksApi,
    endingAt: ({ isLibrarysOwn }) => (isLibrarysOwn ? 'goes on' : { code: 'API_REQUESTS_USED_UP' }),
  },
  answer('429', '429', () => ({
    status: 429,
    body: 'Too Many Requests',
    headers: { 'retry-after': '1' },
  })),
  {
    ...answer(
      '401',
      '401 INVALID_SESSION_ID, of a login that can be renewed',
      () => 'expired-session',
    ),
    impossibleAt: needsSession,
    endingAt: GOES_ON,
  },
  {
    name: '401-for-good',
    title: '401 INVALID_SESSION_ID, and the login is not renewed',
    impossibleAt: needsSession,
    strike: (place) => ({
      faults: [
        once(place, 'expired-session'),
        {
          match: { path: '/services/oauth2/token' },
          nth: 2,
          times: 'forever',
          action: {
            status: 400,
            body: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
          },
        },
      ],
    }),
    endingAt: () => ({ code: 'SESSION_EXPIRED' }),
  },
  {
    ...answer(
      'lock-row',
      'UNABLE_TO_LOCK_ROW',
      salesforceError(
        400,
        'UNABLE_TO_LOCK_ROW',
        'unable to obtain exclusive access to this record',
      ),
    ),
    impossibleAt: ({ changesHub: changes }) => (changes ? undefined : 'a read locks no row'),
  },
  {
    ...answer(
      'unavailable',
      'SERVER_UNAVAILABLE',
      salesforceError(503, 'SERVER_UNAVAILABLE', 'Server is unavailable'),
    ),
    impossibleAt: speaksApi,
  },
  answer('silence', 'no answer at all', () => 'silence'),
  committed('silence', 'no answer at all', 'silence'),
  {
    ...answer('cut-text', 'JSON or XML cut short, as if it were whole', () => 'cut-text'),
    impossibleAt: hasText,
    endingAt: GOES_ON,
  },
  ...signals('SIGKILL', 'killed'),
  ...signals('SIGINT', INTERRUPTED),
  ...signals('SIGTERM', INTERRUPTED),
];
