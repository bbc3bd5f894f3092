import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';

/** What one request knows about itself, beside what it says. */
export interface HubEnv {
  Bindings: HttpBindings;
  Variables: {
    apiVersion: number;
  };
}

export type HubApp = Hono<HubEnv>;
export type HubContext = Context<HubEnv>;
