import { z } from 'zod';

const cannedAnswer = z.strictObject({
  status: z.int().min(200).max(599),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

const PLAIN_ACTIONS = [
  'close-before',
  'reset-before',
  'close-after',
  'cut-body',
  'reset-body',
  'cut-text',
  'silence',
  'garbage-html-200',
  'empty-200',
  'expired-session',
] as const;

const UNKNOWN_ACTION = `is none of ${PLAIN_ACTIONS.join(', ')}, nor { delayMs }, { clockJumpMs }, { downMs } or { status }`;

/**
 * Something that goes wrong, as data. `match` names the requests it may hit (all of its members must agree), `nth` and
 * `times` which of them: nth 2, times 3 hits the second, third and fourth.
 */
export const faultSchema = z.strictObject({
  match: z.strictObject({
    method: z.string().optional(),
    /** A part of the path and query as they were sent, or /a regular expression/. */
    path: z.string().optional(),
    /** A SOAP operation, such as listMetadata. */
    soap: z.string().optional(),
    /** A part of the SOQL text, or /a regular expression/. */
    soql: z.string().optional(),
  }),
  nth: z.int().positive().default(1),
  /** Absent: once. */
  times: z.union([z.int().positive(), z.literal('forever')]).default(1),
  /** With an answer that is replaced, or does not come: was the request carried out all the same? */
  commits: z.boolean().default(false),
  action: z.union(
    [
      z.enum(PLAIN_ACTIONS),
      z.strictObject({ delayMs: z.int().nonnegative() }),
      /** The hub's clock jumps, before the request is carried out. */
      z.strictObject({ clockJumpMs: z.int() }),
      /** Nobody listens for so long: the connections that are open end, and new ones are refused. */
      z.strictObject({ downMs: z.int().positive() }),
      cannedAnswer,
    ],
    { error: UNKNOWN_ACTION },
  ),
});

export type Fault = z.input<typeof faultSchema>;
export type ParsedFault = z.output<typeof faultSchema>;
