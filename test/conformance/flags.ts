import { parseArgs } from 'node:util';

export interface Flags {
  /** Parts of names: only rows that have one of them in theirs. Empty: all. */
  readonly rows: readonly string[];
  /** A version of the CLI in the place of the locked one. */
  readonly sf: string | undefined;
  /** The folder it is installed in. */
  readonly cli: string | undefined;
  readonly write: boolean;
  /** Where to write what failed, with everything that is known about it. */
  readonly failures: string | undefined;
  readonly atOnce: number;
  readonly help: boolean;
}

export const HELP = `npm run test:conformance -- [flags]

  --row TEXT        only the rows whose name has this in it; may be repeated
  --sf VERSION      another version of @salesforce/cli than the locked one, or "latest"
  --write           writes the table into docs/embedded-hub.md when everything passed
  --failures FILE   writes what failed there: requests, answers and what was printed
  --at-once N       rows at a time (2)
`;

export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      row: { type: 'string', multiple: true, default: [] },
      sf: { type: 'string' },
      cli: { type: 'string' },
      write: { type: 'boolean', default: false },
      failures: { type: 'string' },
      'at-once': { type: 'string', default: '2' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { row, sf, cli, write, failures, help } = values;
  return { rows: row, sf, cli, write, failures, help, atOnce: Number(values['at-once']) };
}
