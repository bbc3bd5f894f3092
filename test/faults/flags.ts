import { parseArgs } from 'node:util';
import type { Choice } from './choose-cells.ts';

export const HELP = `The fault matrix: every fault at every request and file write of a release and a promotion.

  npm run test:faults                        every cell, and the numbers in docs/reliability.md
  npm run test:faults -- --sample            a spread of them, in ten minutes at most
  npm run test:faults -- --cell NAME         one cell again, by the name it failed with (repeatable)
  npm run test:faults -- --match EXPRESSION  the cells whose names match a regular expression
  npm run test:faults -- --list              the names of the cells, without running them
  npm run test:faults -- --runners           only the pairs of processes that release the same thing at once
  npm run test:faults -- --sf                also what the sf CLI does under the same faults, where these cells run
  npm run test:faults -- --lanes 4           so many cells at a time (2)
`;

export interface Flags extends Choice {
  readonly lanes: number;
  /** Whether the sf CLI meets the same faults. */
  readonly isCompared: boolean;
  /** Whether two processes at once are all that is tried. */
  readonly isRunners: boolean;
  readonly isList: boolean;
  readonly isHelp: boolean;
}

export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sample: { type: 'boolean', default: false },
      cell: { type: 'string', multiple: true, default: [] },
      match: { type: 'string' },
      sf: { type: 'boolean', default: false },
      runners: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      lanes: { type: 'string', default: '2' },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    isSample: values.sample,
    names: values.cell,
    match: values.match,
    lanes: Number(values.lanes),
    isCompared: values.sf,
    isRunners: values.runners,
    isList: values.list,
    isHelp: values.help,
  };
}
