import { beforeEach, describe, it } from 'vitest';
import { rangeOfDateLiteral } from '../../src/embedded-hub/soql/date-literal.ts';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { query, seedFileWith, startedHub } from './hub-fixture.ts';
import { hubWithCustomers, install } from './installing.ts';
import { errorOf, records } from './version-upload.ts';

describe('SOQL', () => {
  let hub: RunningHub;

  beforeEach(async () => {
    hub = await hubWithCustomers();
  });

  it('groups rows, and counts, sums up and compares the groups', async ({ expect }) => {
    const rows = await records(
      hub,
      'SELECT Package2.Name, COUNT(Id), SUM(MajorVersion) total, AVG(BuildNumber), COUNT_DISTINCT(MajorVersion) majors ' +
        'FROM Package2Version WHERE IsDeprecated = false GROUP BY Package2.Name HAVING COUNT(Id) > 0 ORDER BY COUNT(Id) DESC, Package2.Name',
    );
    const few = await records(
      hub,
      "SELECT Package2.Name package FROM Package2Version GROUP BY Package2.Name HAVING COUNT(Id) < 2 AND Package2.Name LIKE 'sat%' ORDER BY package",
    );

    expect(rows).toEqual([
      {
        attributes: { type: 'AggregateResult' },
        Name: 'Orbit',
        expr0: 7,
        total: 12,
        expr1: 8 / 7,
        majors: 3,
      },
      {
        attributes: { type: 'AggregateResult' },
        Name: 'Satellite',
        expr0: 1,
        total: 1,
        expr1: 1,
        majors: 1,
      },
    ]);
    expect(few).toMatchObject([{ package: 'Satellite' }]);
  });

  it('counts no more rows than the limit', async ({ expect }) => {
    const { body } = await query(hub, 'SELECT COUNT() FROM Package2Version LIMIT 3');

    expect(body).toMatchObject({ totalSize: 3, records: [] });
  });

  it.for<[string, string, string]>([
    [
      'SELECT Name, NamespacePrefix FROM Package2 GROUP BY Name',
      'MALFORMED_QUERY',
      'Field must be grouped or aggregated: NamespacePrefix',
    ],
    [
      'SELECT Name FROM Package2 GROUP BY Name ORDER BY NamespacePrefix',
      'MALFORMED_QUERY',
      'Ordered field must be grouped or aggregated: NamespacePrefix',
    ],
    ['SELECT Name, COUNT() FROM Package2 GROUP BY Name', 'MALFORMED_QUERY', 'cannot use COUNT()'],
    [
      'SELECT Name n FROM Package2',
      'MALFORMED_QUERY',
      'only aggregate expressions use field aliasing',
    ],
    ['SELECT MAX(Name) n, MIN(Name) n FROM Package2', 'MALFORMED_QUERY', 'duplicate alias: n'],
    [
      'SELECT SUM(Name) FROM Package2',
      'MALFORMED_QUERY',
      'field Name does not support aggregate operator SUM',
    ],
    [
      'SELECT MAX(Name) FROM Package2 LIMIT 1',
      'MALFORMED_QUERY',
      'Non-grouped query that uses overall aggregate functions cannot also use LIMIT',
    ],
    ['SELECT Id, Name, Id FROM Package2', 'INVALID_FIELD', 'duplicate field selected: Id'],
    ['SELECT FIELDS(SOME) FROM Package2 LIMIT 1', 'MALFORMED_QUERY', 'unexpected'],
    ['SELECT Id FROM Package2 ORDER BY COUNT(Id)', 'MALFORMED_QUERY', 'Aggregates'],
    ['SELECT Id FROM Package2 WHERE COUNT(Id) > 1', 'MALFORMED_QUERY', ''],
    ['SELECT FIELDS(ALL), COUNT(Id) FROM Package2 LIMIT 1', 'MALFORMED_QUERY', ''],
    [
      'SELECT FIELDS(ALL) FROM Package2 GROUP BY Name',
      'MALFORMED_QUERY',
      'cannot select records or sets of fields',
    ],
    [
      'SELECT Name FROM Package2 GROUP BY Name HAVING Name IN (SELECT Name FROM Package2)',
      'MALFORMED_QUERY',
      'Semi join sub-selects are not allowed in HAVING',
    ],
    [
      'SELECT Id, (SELECT COUNT(Id) FROM MetadataPackageVersions) FROM MetadataPackage',
      'MALFORMED_QUERY',
      'aggregates are not allowed in a subquery',
    ],
  ])(
    'refuses what cannot be grouped or selected: %s',
    async ([soql, errorCode, text], { expect }) => {
      const error = errorOf(await query(hub, soql));

      expect(error).toMatchObject({ status: 400, errorCode });
      expect(error.message).toContain(text);
    },
  );

  it('selects sets of fields, unbounded ones with a limit', async ({ expect }) => {
    const [all] = await records(hub, 'SELECT FIELDS(ALL) FROM Package2 LIMIT 1');
    const [standard] = await records(hub, 'SELECT FIELDS(standard) FROM Package2');
    const [custom] = await records(hub, 'SELECT Id, FIELDS(CUSTOM) FROM Package2 LIMIT 200');

    expect(Object.keys(all ?? {})).toEqual(Object.keys(standard ?? {}));
    expect(all).toMatchObject({ Name: 'Orbit', ContainerOptions: 'Managed' });
    expect(Object.keys(custom ?? {})).toEqual(['attributes', 'Id']);
    for (const soql of [
      'SELECT FIELDS(ALL) FROM Package2',
      'SELECT FIELDS(CUSTOM) FROM Package2 LIMIT 201',
    ])
      expect(errorOf(await query(hub, soql))).toMatchObject({
        errorCode: 'MALFORMED_QUERY',
        message: 'The SOQL FIELDS function must have a LIMIT of at most 200',
      });
  });

  it('shows the records that refer to a record, filtered, sorted and limited', async ({
    expect,
  }) => {
    await install(hub, 'customer', 'Orbit@1.0.0.1');

    const [orbit] = await records(
      hub,
      "SELECT Name, (SELECT MajorVersion FROM MetadataPackageVersions WHERE ReleaseState = 'Released' ORDER BY MajorVersion DESC LIMIT 2) FROM MetadataPackage WHERE Name = 'Orbit'",
      'query',
    );
    const [without] = await records(
      hub,
      'SELECT Id, (SELECT Id FROM MetadataPackageVersions WHERE MajorVersion = 99) FROM MetadataPackage LIMIT 1',
      'query',
    );

    expect(orbit).toMatchObject({
      Name: 'Orbit',
      MetadataPackageVersions: {
        totalSize: 2,
        done: true,
        records: [
          { attributes: { type: 'MetadataPackageVersion' }, MajorVersion: 3 },
          { MajorVersion: 2 },
        ],
      },
    });
    expect(without).toMatchObject({ MetadataPackageVersions: null });
    expect(
      errorOf(await query(hub, 'SELECT Id, (SELECT Id FROM Nothings) FROM Package2')),
    ).toMatchObject({
      errorCode: 'INVALID_TYPE',
      message: expect.stringContaining(
        "Didn't understand relationship 'Nothings' in FROM part of query call.",
      ) as unknown,
    });
  });

  it('knows FIELDS only from API version 51.0 on', async ({ expect }) => {
    const seedFile = seedFileWith({ apiVersions: { oldest: 50, newest: 68 } });
    const old = await startedHub({ seedFile });

    expect(
      errorOf(await query(old, 'SELECT FIELDS(ALL) FROM User LIMIT 1', 'query', '50.0')),
    ).toMatchObject({
      errorCode: 'UNSUPPORTED_API_VERSION',
      message: expect.stringContaining('ERROR at Row:1:Column:8') as unknown,
    });
  });

  it.for([
    'SELECT toLabel(ContainerOptions) FROM Package2',
    'SELECT Id FROM Package2 USING SCOPE everything',
    'SELECT Id FROM Package2 LIMIT 1 FOR VIEW',
    'SELECT Id FROM Package2 FOR REFERENCE',
    'SELECT Id FROM Package2 WHERE CreatedDate >= last_month',
  ])('takes clauses that change nothing here: %s', async (soql, { expect }) => {
    expect(await records(hub, soql)).not.toEqual([]);
  });

  // A Wednesday.
  const NOW = Date.parse('2026-05-20T10:30:00Z');

  it.for<[string, string, string]>([
    ['YESTERDAY', '2026-05-19', '2026-05-20'],
    ['TODAY', '2026-05-20', '2026-05-21'],
    ['TOMORROW', '2026-05-21', '2026-05-22'],
    ['LAST_WEEK', '2026-05-10', '2026-05-17'],
    ['THIS_WEEK', '2026-05-17', '2026-05-24'],
    ['NEXT_WEEK', '2026-05-24', '2026-05-31'],
    ['LAST_MONTH', '2026-04-01', '2026-05-01'],
    ['THIS_MONTH', '2026-05-01', '2026-06-01'],
    ['NEXT_MONTH', '2026-06-01', '2026-07-01'],
    ['LAST_90_DAYS', '2026-02-19', '2026-05-21'],
    ['NEXT_90_DAYS', '2026-05-21', '2026-08-19'],
    ['LAST_QUARTER', '2026-01-01', '2026-04-01'],
    ['THIS_QUARTER', '2026-04-01', '2026-07-01'],
    ['NEXT_QUARTER', '2026-07-01', '2026-10-01'],
    ['LAST_YEAR', '2025-01-01', '2026-01-01'],
    ['THIS_YEAR', '2026-01-01', '2027-01-01'],
    ['NEXT_YEAR', '2027-01-01', '2028-01-01'],
    ['THIS_FISCAL_QUARTER', '2026-04-01', '2026-07-01'],
    ['last_fiscal_year', '2025-01-01', '2026-01-01'],
    ['LAST_N_DAYS:0', '2026-05-20', '2026-05-21'],
    ['LAST_N_DAYS:2', '2026-05-18', '2026-05-21'],
    ['NEXT_N_DAYS:2', '2026-05-21', '2026-05-23'],
    ['N_DAYS_AGO:3', '2026-05-17', '2026-05-18'],
    ['LAST_N_WEEKS:2', '2026-05-03', '2026-05-17'],
    ['NEXT_N_WEEKS:1', '2026-05-24', '2026-05-31'],
    ['N_WEEKS_AGO:2', '2026-05-03', '2026-05-10'],
    ['LAST_N_MONTHS:6', '2025-11-01', '2026-05-01'],
    ['NEXT_N_MONTHS:8', '2026-06-01', '2027-02-01'],
    ['N_MONTHS_AGO:5', '2025-12-01', '2026-01-01'],
    ['LAST_N_QUARTERS:2', '2025-10-01', '2026-04-01'],
    ['NEXT_N_QUARTERS:1', '2026-07-01', '2026-10-01'],
    ['N_QUARTERS_AGO:1', '2026-01-01', '2026-04-01'],
    ['LAST_N_YEARS:2', '2024-01-01', '2026-01-01'],
    ['NEXT_N_YEARS:1', '2027-01-01', '2028-01-01'],
    ['N_YEARS_AGO:1', '2025-01-01', '2026-01-01'],
    ['N_FISCAL_QUARTERS_AGO:1', '2026-01-01', '2026-04-01'],
    ['NEXT_N_FISCAL_YEARS:2', '2027-01-01', '2029-01-01'],
  ])('knows the date literal: %s', ([literal, from, until], { expect }) => {
    expect(rangeOfDateLiteral(literal, NOW)).toEqual({
      fromMs: Date.parse(from),
      untilMs: Date.parse(until),
    });
  });
});
