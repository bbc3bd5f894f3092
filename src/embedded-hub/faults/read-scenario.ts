import { z } from 'zod';
import { readYaml } from '../yaml/read-yaml.ts';
import { faultSchema } from './fault.ts';
import type { ParsedFault } from './fault.ts';

const scenarioSchema = z.strictObject({ faults: z.array(faultSchema) });

/** Faults in a file of their own, written as in a seed. */
export function readScenario(file: string): readonly ParsedFault[] {
  return readYaml('scenario', file, scenarioSchema).faults;
}
