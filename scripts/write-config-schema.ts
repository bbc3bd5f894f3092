import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../src/config/config-json-schema.ts';

// Run after every change of src/config/written-*.ts; a test compares the file with what this would write.
writeFileSync(new URL('../config/release.schema.json', import.meta.url), configJsonSchema());
