import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { Org } from '../state/org.ts';

/** What one request knows about itself, beside what it says. */
export interface HubEnv {
  Bindings: HttpBindings;
  Variables: {
    apiVersion: number;
    /** Whose session the request came with. */
    org: Org;
    /** What it asked for that is declared nowhere in the hub. */
    undeclared: string | undefined;
  };
}

export type HubApp = Hono<HubEnv>;
export type HubContext = Context<HubEnv>;
