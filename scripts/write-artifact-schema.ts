import { writeFileSync } from 'node:fs';
import { installLinksJsonSchema } from '../src/artifacts/install-links-schema.ts';
import { planJsonSchema } from '../src/artifacts/plan-schema.ts';
import { stableJson } from '../src/artifacts/stable-json.ts';
import { versionListJsonSchema } from '../src/artifacts/version-list-schema.ts';

// The schemas that are published beside the code; a test fails where one is stale.
const schemas = [
  ['install-links.schema.json', installLinksJsonSchema()],
  ['versions.schema.json', versionListJsonSchema()],
  ['plan.schema.json', planJsonSchema()],
] as const;

for (const [name, schema] of schemas)
  writeFileSync(new URL(`../src/artifacts/${name}`, import.meta.url), stableJson(schema));
