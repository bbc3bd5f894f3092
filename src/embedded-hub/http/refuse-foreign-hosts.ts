import { createMiddleware } from 'hono/factory';
import type { HubEnv } from './hub-context.ts';

/** A web page could reach this server under a name of its own that resolves to 127.0.0.1. */
export const refuseForeignHosts = createMiddleware<HubEnv>(async (context, next) => {
  const host = new URL(context.req.url).hostname;
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(host))
    return context.text('The embedded Dev Hub answers on loopback only.', 421);
  return next();
});
