import type { RestRecord } from './project-rows.ts';

export interface QueryResult {
  readonly object: string;
  /** More than `records` only for COUNT(). */
  readonly totalSize: number;
  readonly records: readonly RestRecord[];
}
