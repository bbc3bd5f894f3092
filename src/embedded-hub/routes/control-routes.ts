import { z } from 'zod';
import { faultSchema } from '../faults/fault.ts';
import type { HubApp, HubContext } from '../http/hub-context.ts';
import type { HubSurroundings } from '../http/hub-app.ts';
import { json, noContent } from '../http/rest-answer.ts';

const faultsSchema = z.preprocess(
  (body) => (Array.isArray(body) ? body : [body]),
  z.array(faultSchema),
);
const clockSchema = z.strictObject({ advanceMs: z.number() });

/** These paths are not Salesforce's: they let a test steer a hub that runs in another process. */
export function controlRoutes(app: HubApp, { hub, log, faults }: HubSurroundings): void {
  // Browsers name their origin on whatever they send across; tests and scripts have none.
  app.use('/__hub/*', async (context, next) => {
    if (context.req.header('origin') !== undefined) return json({ error: 'not for browsers' }, 403);
    return next();
  });

  app.get('/__hub/requests', () => json(log.requests));

  app.post('/__hub/faults', async (context) => {
    const parsed = faultsSchema.safeParse(await jsonBody(context));
    if (!parsed.success) return json({ error: z.prettifyError(parsed.error) }, 400);
    faults.replaceBy(parsed.data);
    return noContent();
  });

  app.delete('/__hub/faults', () => {
    faults.replaceBy([]);
    return noContent();
  });

  app.post('/__hub/clock', async (context) => {
    const parsed = clockSchema.safeParse(await jsonBody(context));
    if (!parsed.success) return json({ error: z.prettifyError(parsed.error) }, 400);
    hub.clock.advance(parsed.data.advanceMs);
    return json({ now: new Date(hub.clock.now()).toISOString() });
  });
}

async function jsonBody(context: HubContext): Promise<unknown> {
  try {
    return JSON.parse(await context.req.text());
  } catch {
    return undefined;
  }
}
