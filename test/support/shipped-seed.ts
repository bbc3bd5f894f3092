import { join } from 'node:path';

/** The embedded Dev Hub as it is shipped: config/embedded-hub.yaml. */
export const SHIPPED_SEED = join(import.meta.dirname, '..', '..', 'config', 'embedded-hub.yaml');
