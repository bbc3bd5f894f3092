import type { Connection } from '@salesforce/core';
import { z } from 'zod';
import { checkedAnswer } from './checked-answer.ts';
import { readOnce, retryRead } from './retry-reads.ts';

interface Query<Row> {
  readonly soql: string;
  /** The fields that are used; what else comes is ignored. */
  readonly row: z.ZodType<Row>;
  readonly tooling?: boolean;
  /** How often to ask where no answer comes; as often as for any read unless it is said. */
  readonly tries?: 'one';
}

const PAGE = z.object({
  records: z.array(z.unknown()),
  done: z.boolean(),
  nextRecordsUrl: z.string().nullish(),
});

/** All rows of a query, page by page, each checked: the libraries hand on whatever came. */
export async function queryRows<Row>(
  connection: Connection,
  doing: string,
  { soql, row, tooling = false, tries }: Query<Row>,
): Promise<readonly Row[]> {
  const api = tooling ? connection.tooling : connection;
  const read = tries === 'one' ? readOnce : retryRead;
  const rows: Row[] = [];
  let more: string | undefined;
  do {
    const page = checkedAnswer(
      PAGE,
      doing,
      await read(doing, async () => (more === undefined ? api.query(soql) : api.queryMore(more))),
    );
    rows.push(...page.records.map((record) => checkedAnswer(row, doing, record)));
    more = page.done ? undefined : (page.nextRecordsUrl ?? undefined);
  } while (more !== undefined);
  return rows;
}
