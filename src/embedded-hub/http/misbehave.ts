import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createMiddleware } from 'hono/factory';
import type { FaultScript } from '../faults/fault-script.ts';
import type { ParsedFault } from '../faults/fault.ts';
import type { Hub } from '../state/hub.ts';
import type { HubContext, HubEnv } from './hub-context.ts';
import { requestFacts } from './request-facts.ts';

/** How much longer than its body a cut answer says it is. */
const MISSING_BYTES = 1000;

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form>Please sign in to the network.</form></body></html>';

/** What a fault can do to more than its own request. */
export interface FaultSurroundings {
  readonly hub: Hub;
  readonly faults: FaultScript;
  /** Hears of a fault when it strikes; where the request is carried out all the same, right after that. */
  readonly onFault?: (fault: ParsedFault) => void;
  /** Listens no more, and again after a while. */
  readonly goDown: (ms: number) => void;
}

/** Plays the scripted fault of a request, if there is one: the place where sockets are treated badly. */
export function misbehave({ hub, faults, onFault, goDown }: FaultSurroundings) {
  return createMiddleware<HubEnv>(async (context, next) => {
    const facts = await requestFacts(context);
    const fault = faults.next(facts);
    if (fault === undefined) return next();
    const { action } = fault;
    if (!fault.commits) onFault?.(fault);
    const { socket } = context.env.incoming;
    if (typeof action === 'object' && 'delayMs' in action) {
      await wait(action.delayMs);
      return next();
    }
    if (typeof action === 'object' && 'clockJumpMs' in action) {
      hub.clock.advance(action.clockJumpMs);
      return next();
    }
    if (action === 'expired-session') {
      if (facts.token !== undefined) hub.sessions.expire(facts.token);
      return next();
    }
    if (action === 'close-before') {
      socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    if (action === 'reset-before') {
      socket.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    }
    if (action === 'close-after') {
      await next();
      socket.destroy();
      return replace(context, RESPONSE_ALREADY_SENT);
    }
    if (action === 'cut-body' || action === 'reset-body') {
      await next();
      await sendHalf(context);
      if (action === 'reset-body') socket.resetAndDestroy();
      else socket.destroy();
      return replace(context, RESPONSE_ALREADY_SENT);
    }
    if (action === 'cut-text') {
      await next();
      return replace(context, await halfOf(context.res));
    }
    if (fault.commits) {
      await next();
      onFault?.(fault);
    }
    if (action === 'silence') {
      await once(socket, 'close');
      return replace(context, RESPONSE_ALREADY_SENT);
    }
    if (typeof action === 'object' && 'downMs' in action) {
      const { outgoing } = context.env;
      if (fault.commits) {
        context.header('connection', 'close');
        outgoing.once('finish', () => goDown(action.downMs));
        return undefined;
      }
      goDown(action.downMs);
      return RESPONSE_ALREADY_SENT;
    }
    return replace(context, cannedAnswer(action));
  });
}

function replace(context: HubContext, response: Response): Response {
  // Setting it twice: a set response would lend its headers to the new one.
  context.res = undefined;
  context.res = response;
  return response;
}

/** An answer that looks whole, and is not: what stands between has swallowed the rest. */
async function halfOf(answer: Response): Promise<Response> {
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  return new Response(halfOfText(body), { status: answer.status, headers });
}

function halfOfText(body: Buffer): Buffer<ArrayBuffer> {
  return Buffer.from(body.subarray(0, Math.ceil(body.byteLength / 2)));
}

async function sendHalf(context: HubContext): Promise<void> {
  const { outgoing } = context.env;
  const { status, headers } = context.res;
  const body = Buffer.from(await context.res.arrayBuffer());
  outgoing.writeHead(status, {
    ...Object.fromEntries(headers),
    'content-length': body.byteLength + MISSING_BYTES,
  });
  await new Promise<void>((resolve) => {
    outgoing.write(halfOfText(body), () => {
      resolve();
    });
  });
}

type Canned = Exclude<
  ParsedFault['action'],
  | { delayMs: number }
  | { clockJumpMs: number }
  | { downMs: number }
  | 'close-before'
  | 'reset-before'
  | 'close-after'
  | 'cut-body'
  | 'reset-body'
  | 'cut-text'
  | 'silence'
  | 'expired-session'
>;

function cannedAnswer(action: Canned): Response {
  if (action === 'garbage-html-200')
    return new Response(LOGIN_PAGE, { headers: { 'content-type': 'text/html;charset=UTF-8' } });
  if (action === 'empty-200') return new Response('', { status: 200 });
  const { status, body, headers } = action;
  const isText = typeof body === 'string' || body === undefined;
  return new Response(isText ? (body ?? null) : JSON.stringify(body), {
    status,
    headers: {
      'content-type': isText ? 'text/html;charset=UTF-8' : 'application/json;charset=UTF-8',
      ...headers,
    },
  });
}
