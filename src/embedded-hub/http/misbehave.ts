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

/** Plays the scripted fault of a request, if there is one: the place where sockets are treated badly. */
export function misbehave(faults: FaultScript, hub: Hub) {
  return createMiddleware<HubEnv>(async (context, next) => {
    const facts = await requestFacts(context);
    const fault = faults.next(facts);
    if (fault === undefined) return next();
    const { action } = fault;
    const { socket } = context.env.incoming;
    if (typeof action === 'object' && 'delayMs' in action) {
      await wait(action.delayMs);
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
    if (action === 'cut-body') {
      await next();
      await sendHalf(context);
      return replace(context, RESPONSE_ALREADY_SENT);
    }
    if (fault.commits) await next();
    return replace(context, cannedAnswer(action));
  });
}

function replace(context: HubContext, response: Response): Response {
  // Setting it twice: a set response would lend its headers to the new one.
  context.res = undefined;
  context.res = response;
  return response;
}

async function sendHalf(context: HubContext): Promise<void> {
  const { outgoing, incoming } = context.env;
  const { status, headers } = context.res;
  const body = Buffer.from(await context.res.arrayBuffer());
  outgoing.writeHead(status, {
    ...Object.fromEntries(headers),
    'content-length': body.byteLength + MISSING_BYTES,
  });
  await new Promise<void>((resolve) => {
    outgoing.write(body.subarray(0, Math.ceil(body.byteLength / 2)), () => {
      resolve();
    });
  });
  incoming.socket.destroy();
}

type Canned = Exclude<
  ParsedFault['action'],
  | { delayMs: number }
  | 'close-before'
  | 'reset-before'
  | 'close-after'
  | 'cut-body'
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
