import { beforeEach, describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { connectionTo, query, rest, seedFileWith, startedHub } from './hub-fixture.ts';
import { errorOf, records } from './version-upload.ts';

const version = (number: string, more: Record<string, unknown> = {}) => ({ number, ...more });

function seedWithPackages(): string {
  return seedFileWith({
    packages: [
      {
        name: 'Alpha',
        namespace: 'orbitns',
        versions: [
          version('1.0.0.1', { tag: "it's", released: true }),
          version('1.0.0.2', { tag: 'Second', branch: 'main' }),
          version('1.1.0.1', { deprecated: true }),
        ],
      },
      { name: 'beta', namespace: 'orbitns', versions: [version('2.0.0.1')] },
    ],
  });
}

describe('SOQL', () => {
  let hub: RunningHub;

  beforeEach(async () => {
    hub = await startedHub({ seedFile: seedWithPackages() });
  });

  async function column(soql: string, field: string): Promise<unknown[]> {
    return (await records(hub, soql)).map((record) => record[field]);
  }

  it.for<[string, unknown[]]>([
    ["WHERE Tag = 'SECOND'", [2]],
    [String.raw`WHERE Tag = 'it\'s'`, [1]],
    ["WHERE Tag LIKE 'sec%'", [2]],
    ['WHERE Branch = null AND IsDeprecated = false', [1, 1]],
    ['WHERE Branch != null', [2]],
    ["WHERE Branch = ''", [1, 1, 1]],
    ['WHERE IsDeprecated != true AND MajorVersion = 1', [1, 2]],
    ['WHERE MajorVersion >= 2 OR (IsReleased = TRUE AND MinorVersion = 0)', [1, 1]],
    ["WHERE NOT (Package2.Name = 'alpha')", [1]],
    ["WHERE Package2.Name IN ('Beta', 'x')", [1]],
    ["WHERE Package2.Name NOT IN ('Beta')", [1, 2, 1]],
    ['WHERE CreatedDate = LAST_N_DAYS:0ORDER BY BuildNumber desc LIMIT 1', [2]],
    ["WHERE Tag = 'second'ORDER BY Id", [2]],
    ['WHERE CreatedDate < TODAY', []],
    ["WHERE Package2Id IN (SELECT Id FROM Package2 WHERE Name = 'beta')", [1]],
    ['ORDER BY MajorVersion DESC, BuildNumber ASC LIMIT 2 OFFSET 1', [1, 1]],
    ['ORDER BY Branch NULLS LAST LIMIT 1', [2]],
  ])('understands the clause: %s', async ([clauses, builds], { expect }) => {
    expect(
      await column(`SELECT BuildNumber FROM Package2Version ${clauses}`, 'BuildNumber'),
    ).toEqual(builds);
  });

  it('compares ids in 15 and 18 characters', async ({ expect }) => {
    const [id] = await column("SELECT Id FROM Package2 WHERE Name = 'Alpha'", 'Id');

    const found = await column(
      `SELECT Name FROM Package2 WHERE Id = '${String(id).slice(0, 15)}'`,
      'Name',
    );

    expect(found).toEqual(['Alpha']);
  });

  it('nests parents, and shows a missing parent as null', async ({ expect }) => {
    const [row] = await records(
      hub,
      'SELECT Package2.Name, Package2.NamespacePrefix, package2.createdby.username FROM Package2Version LIMIT 1',
    );

    expect(row).toMatchObject({
      attributes: { type: 'Package2Version' },
      Package2: {
        attributes: { type: 'Package2' },
        Name: 'Alpha',
        NamespacePrefix: 'orbitns',
        CreatedBy: { Username: 'admin@orbit.example' },
      },
    });
  });

  it('counts and takes the highest', async ({ expect }) => {
    const count = await query(hub, 'SELECT COUNT() FROM Package2Version');
    const aggregates = await records(
      hub,
      'SELECT Count(Id), MAX(BuildNumber), MIN(MajorVersion) lowest FROM Package2Version',
    );

    expect(count.body).toMatchObject({ totalSize: 4, records: [] });
    expect(aggregates).toEqual([
      { attributes: { type: 'AggregateResult' }, expr0: 4, expr1: 2, lowest: 1 },
    ]);
  });

  it('takes the highest of nothing to be null', async ({ expect }) => {
    expect(
      await records(hub, 'SELECT MAX(BuildNumber) FROM Package2Version WHERE MajorVersion = 9'),
    ).toMatchObject([{ expr0: null }]);
  });

  it('hands out pages of any size, also of one record', async ({ expect }) => {
    const paged = await startedHub({ seedFile: seedWithPackages(), pageSize: 1 });
    const connection = await connectionTo(paged);

    const all = await connection.tooling.query('SELECT Id, BuildNumber FROM Package2Version', {
      autoFetch: true,
      maxFetch: 10,
    });

    expect(all.totalSize).toBe(4);
    expect(all.records.map(({ BuildNumber }) => BuildNumber)).toEqual([1, 2, 1, 1]);
    expect(paged.requests).toHaveLength(4);
  });

  it('finds with queryAll what query finds: nothing is only marked as deleted', async ({
    expect,
  }) => {
    const soql = 'SELECT Id, IsDeleted FROM User';

    expect(await records(hub, soql, 'queryAll')).toEqual(await records(hub, soql, 'query'));
    expect((await query(hub, 'SELECT Id FROM Package2', 'queryAll')).status).toBe(400);
  });

  it('refuses an unknown query locator', async ({ expect }) => {
    expect(
      errorOf(await rest(hub, '/services/data/v68.0/query/01gxy0000000009-200')),
    ).toMatchObject({
      status: 400,
      errorCode: 'INVALID_QUERY_LOCATOR',
    });
  });

  it.for<[string, string, string]>([
    ['SELECT Id FROM Nothing', 'INVALID_TYPE', "sObject type 'Nothing' is not supported."],
    ['SELECT Nope FROM Package2', 'INVALID_FIELD', "No such column 'Nope' on entity 'Package2'."],
    [
      'SELECT Id FROM Package2 WHERE Nope = 1',
      'INVALID_FIELD',
      "No such column 'Nope' on entity 'Package2'.",
    ],
    [
      'SELECT Id FROM Package2 ORDER BY Nope',
      'INVALID_FIELD',
      "No such column 'Nope' on entity 'Package2'.",
    ],
    [
      'SELECT Nope.Name FROM Package2',
      'INVALID_FIELD',
      "Didn't understand relationship 'Nope' in field path.",
    ],
    [
      'SELECT Id FROM Package2 WHERE Name = 5',
      'INVALID_FIELD',
      'must be of type string and should be enclosed in quotes',
    ],
    [
      "SELECT Id FROM Package2 WHERE IsDeprecated = 'true'",
      'INVALID_FIELD',
      'must be of type boolean and should not be enclosed in quotes',
    ],
    [
      "SELECT Id FROM Package2Version WHERE CodeCoverage = 'x'",
      'INVALID_FIELD',
      "field 'CodeCoverage' can not be filtered in a query call",
    ],
    [
      "SELECT Id FROM Package2 WHERE Id = 'nonsense'",
      'INVALID_QUERY_FILTER_OPERATOR',
      'invalid ID field: nonsense',
    ],
    [
      "SELECT Id FROM Package2 WHERE CreatedDate = 'today'",
      'INVALID_FIELD',
      'must be of type dateTime and should not be enclosed in quotes',
    ],
    ['SELEC Id FROM Package2', 'MALFORMED_QUERY', "unexpected token: 'SELEC'"],
    ["SELECT Id FROM Package2 WHERE Name = 'open", 'MALFORMED_QUERY', 'unexpected token'],
    [
      "SELECT Id FROM Package2 WHERE Name = 'a' AND Id = null OR Id = null",
      'MALFORMED_QUERY',
      "unexpected token: 'OR'",
    ],
    [
      'SELECT Name, COUNT(Id) FROM Package2',
      'MALFORMED_QUERY',
      'Field must be grouped or aggregated: Name',
    ],
  ])('refuses as Salesforce does: %s', async ([soql, errorCode, text], { expect }) => {
    const error = errorOf(await query(hub, soql));

    expect(error).toMatchObject({ status: 400, errorCode });
    expect(error.message).toContain(text);
  });

  it('points at the place it does not understand', async ({ expect }) => {
    expect(errorOf(await query(hub, 'SELECT Id FROM Nothing')).message).toMatch(
      /^\nSELECT Id FROM Nothing\n {15}\^\nERROR at Row:1:Column:16\nsObject type 'Nothing'/,
    );
  });

  it.for([
    'SELECT TYPEOF Owner WHEN User THEN Name END FROM Package2',
    'SELECT Id FROM Package2 USING SCOPE mine',
    'SELECT Id FROM Package2 FOR UPDATE',
    'SELECT CALENDAR_YEAR(CreatedDate) FROM Package2 GROUP BY CALENDAR_YEAR(CreatedDate)',
    'SELECT Name FROM Package2 GROUP BY ROLLUP(Name)',
    "SELECT Name FROM Package2 GROUP BY Name HAVING NOT COUNT(Id) > 1 AND Name != 'x'",
    "SELECT Name FROM Package2 GROUP BY Name HAVING (NOT COUNT(Id) > 1) AND Name != 'x'",
    "SELECT Name FROM Package2 WHERE NOT (NOT ((NOT Name = 'a')))",
    "SELECT Name FROM Package2 WHERE NOT NOT Name = 'a'",
    "SELECT Id FROM Package2 WHERE ContainerOptions INCLUDES ('Managed')",
    'SELECT Id FROM Package2Version WHERE BuildNumber > USD5',
    'SELECT toLabel(FORMAT(Name)) FROM Package2',
    'SELECT FORMAT(CreatedDate) FROM Package2',
    "SELECT InstallationKey FROM SubscriberPackageVersion WHERE Id = '04txy0000000001AAA'",
    'SELECT Id FROM Package2Bundle',
  ])(
    'says with 501 what it cannot do, instead of answering nothing: %s',
    async (soql, { expect }) => {
      expect(errorOf(await query(hub, soql))).toMatchObject({
        status: 501,
        errorCode: 'NOT_IMPLEMENTED_BY_EMBEDDED_HUB',
      });
    },
  );

  it('describes the columns of a query instead of running it, where columns=true asks for that', async ({
    expect,
  }) => {
    const path = '/services/data/v68.0/tooling/query?columns=true&q=';
    const fields = 'SELECT Id, package2.name, Package2.Id, BuildNumber FROM Package2Version';
    const counts = 'SELECT COUNT(Id) many, MAX(BuildNumber) FROM Package2Version';

    const ofFields = await rest(hub, path + encodeURIComponent(fields));
    const ofCounts = await rest(hub, path + encodeURIComponent(counts));
    const ofNonsense = await rest(hub, path + encodeURIComponent('SELECT No FROM Package2'));

    expect(ofFields.body).toMatchObject({
      entityName: 'Package2Version',
      keyPrefix: '05i',
      idSelected: true,
      columnMetadata: [
        { columnName: 'Id', displayName: 'Id', apexType: 'Id', joinColumns: [] },
        {
          columnName: 'Package2',
          aggregate: false,
          joinColumns: [{ columnName: 'Name' }, { columnName: 'Id' }],
        },
        { columnName: 'BuildNumber', apexType: 'Integer' },
      ],
    });
    expect(ofCounts.body).toMatchObject({
      idSelected: false,
      columnMetadata: [
        { columnName: 'many', displayName: 'count(Id)', aggregate: true },
        { columnName: 'expr0', displayName: 'max(BuildNumber)', aggregate: true },
      ],
    });
    expect(errorOf(ofNonsense)).toMatchObject({ status: 400, errorCode: 'INVALID_FIELD' });
  });

  it('answers a query for every field of every object it describes', async ({ expect }) => {
    const missing: string[] = [];
    for (const [root, path] of [
      ['query', ''],
      ['tooling/query', 'tooling/'],
    ] as const) {
      const { body } = await rest(hub, `/services/data/v68.0/${path}sobjects`);
      for (const { name } of (body as { sobjects: { name: string }[] }).sobjects) {
        if (['SubscriberPackage', 'SubscriberPackageVersion'].includes(name)) continue;
        const described = await rest(hub, `/services/data/v68.0/${path}sobjects/${name}/describe`);
        const fields = (described.body as { fields: { name: string }[] }).fields
          .map((field) => field.name)
          .filter((field) => field !== 'VersionInfo');
        const answer = await query(hub, `SELECT ${fields.join(', ')} FROM ${name}`, root);
        if (answer.status !== 200) missing.push(name);
      }
    }

    expect(missing).toEqual([]);
  });
});
