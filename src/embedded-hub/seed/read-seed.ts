import { readYaml } from '../yaml/read-yaml.ts';
import { seedContradictions } from './seed-contradictions.ts';
import { seedSchema } from './seed-schema.ts';
import type { Seed } from './seed-schema.ts';

export function readSeed(file: string): Seed {
  return readYaml('seed', file, seedSchema, seedContradictions);
}
