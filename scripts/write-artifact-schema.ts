import { writeFileSync } from 'node:fs';
import { installLinksJsonSchema } from '../src/artifacts/install-links-schema.ts';
import { stableJson } from '../src/artifacts/stable-json.ts';

// The schema that is published beside the code; a test fails where it is stale.
writeFileSync(
  new URL('../src/artifacts/install-links.schema.json', import.meta.url),
  stableJson(installLinksJsonSchema()),
);
