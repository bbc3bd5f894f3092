import type { HubApp, HubContext } from '../http/hub-context.ts';
import { json } from '../http/rest-answer.ts';
import type { Api } from '../objects/object-catalog.ts';
import { Refusal } from '../refusal.ts';
import { malformedQuery } from '../soql/query-refusals.ts';
import { nextId } from '../state/org.ts';
import type { QueryCursor } from '../state/org.ts';

const ROOTS: readonly [path: string, api: Api][] = [
  ['/services/data/:version/query', 'data'],
  // With the deleted records, of which no org here has any.
  ['/services/data/:version/queryAll', 'data'],
  ['/services/data/:version/tooling/query', 'tooling'],
];

export function queryRoutes(app: HubApp): void {
  for (const [root, api] of ROOTS) {
    app.get(root, async (context) => {
      const soql = context.req.query('q');
      if (soql === undefined) throw malformedQuery('unexpected token: <EOF>');
      // Loaded with the first query: the parser is the largest thing of the whole server.
      const { columnsOfQuery, runQuery } = await import('../soql/run-query.ts');
      const org = context.get('org');
      const scope = { org, api, soql, apiVersion: context.get('apiVersion') };
      if (context.req.query('columns') === 'true') return json(columnsOfQuery(scope));
      const { object, records, totalSize } = runQuery(scope);
      if (records.length <= org.hub.pageSize) return json(page(object, totalSize, records, null));
      const locator = nextId(org, '01g').slice(0, 15);
      org.cursors.set(locator, { object, rows: records });
      return json(cursorPage(context, { object, rows: records }, locator, 0));
    });

    app.get(`${root}/:locator`, (context) => {
      const [, locator = '', start] =
        /^(\w{15})-(\d+)$/.exec(context.req.param('locator') ?? '') ?? [];
      const cursor = context.get('org').cursors.get(locator);
      if (cursor === undefined)
        throw new Refusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
      return json(cursorPage(context, cursor, locator, Number(start)));
    });
  }
}

function cursorPage(
  context: HubContext,
  { object, rows }: QueryCursor,
  locator: string,
  start: number,
) {
  const end = start + context.get('org').hub.pageSize;
  const root = context.req.path.replace(/(\/query).*$/, '$1');
  const nextUrl = end < rows.length ? `${root}/${locator}-${end}` : null;
  return page(object, rows.length, rows.slice(start, end), nextUrl);
}

function page(
  object: string,
  totalSize: number,
  records: readonly unknown[],
  nextRecordsUrl: string | null,
) {
  return {
    size: records.length,
    totalSize,
    done: nextRecordsUrl === null,
    queryLocator: null,
    ...(nextRecordsUrl === null ? {} : { nextRecordsUrl }),
    entityTypeName: object,
    records,
  };
}
