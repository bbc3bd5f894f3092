import assert from 'node:assert/strict';
import { contractsOf } from '../contract.ts';

export const restContracts = [
  ...contractsOf('the REST API', 'nothing', {
    'refuses a missing or wrong token with 401 INVALID_SESSION_ID': async ({ rest, data }) => {
      const { status, errorCode } = await rest(`${data}/limits`, { token: 'wrong' });
      assert.deepEqual([status, errorCode], [401, 'INVALID_SESSION_ID']);
    },
    'answers an unknown resource with 404 NOT_FOUND': async ({ rest, data }) => {
      const { status, errorCode } = await rest(`${data}/no-such-resource`);
      assert.deepEqual([status, errorCode], [404, 'NOT_FOUND']);
    },
    'answers double and trailing slashes as single ones': async ({ rest, data }) => {
      assert.equal((await rest(`/${data}/limits/`)).status, 200);
    },
    'finds objects in any letter case': async ({ rest, data }) => {
      assert.equal((await rest(`${data}/sobjects/oRGANIZATION/describe`)).status, 200);
    },
    'describes which fields can be created and updated': async ({ rest, data }) => {
      const { body } = await rest(`${data}/tooling/sobjects/Package2VersionCreateRequest/describe`);
      const lengths = ['Tag', 'Branch'].map((name) => fieldOf(body, name)?.['length']);
      assert.deepEqual(lengths, [240, 240]);
    },
    'is a Dev Hub exactly when ScratchOrgInfo is there': async ({ query }) => {
      assert.equal((await query('SELECT Id FROM ScratchOrgInfo LIMIT 1')).status, 200);
    },
  }),
  ...contractsOf('logging in', 'nothing', {
    'userinfo refuses a bad token with 403 and plain text': async ({ rest }) => {
      const { status, body } = await rest('/services/oauth2/userinfo', { token: 'wrong' });
      assert.deepEqual([status, body], [403, 'Bad_OAuth_Token']);
    },
  }),
  ...contractsOf('SubscriberPackageVersion', 'nothing', {
    'can be looked at by id only': async ({ query }) => {
      const { errorCode, message } = await query(
        'SELECT Id FROM SubscriberPackageVersion',
        'tooling/query',
      );
      assert.equal(errorCode, 'MALFORMED_QUERY');
      assert.match(
        message ?? '',
        /Implementation restriction: You can only perform queries of the form Id/,
      );
    },
    'is not there for an id that nobody has': async ({ query }) => {
      const { status, body } = await query(
        "SELECT Id FROM SubscriberPackageVersion WHERE Id = '04t000000000000AAA'",
        'tooling/query',
      );
      assert.equal(status, 200);
      assert.ok(JSON.stringify(body).includes('"totalSize":0'), JSON.stringify(body));
    },
  }),
  ...contractsOf('SOQL', 'nothing', {
    'refuses an unknown query locator': async ({ rest, data }) => {
      const { status, errorCode, message } = await rest(`${data}/query/01g000000000000-200`);
      assert.deepEqual(
        [status, errorCode, message],
        [400, 'INVALID_QUERY_LOCATOR', 'invalid query locator'],
      );
    },
    'refuses as Salesforce does': async ({ query }) => {
      const type = await query('SELECT Id FROM NoSuchObject');
      const field = await query('SELECT NoSuchField FROM Organization');
      const syntax = await query('SELECT Id FROM');
      assert.deepEqual(
        [type, field, syntax].map(({ status, errorCode }) => [status, errorCode]),
        [
          [400, 'INVALID_TYPE'],
          [400, 'INVALID_FIELD'],
          [400, 'MALFORMED_QUERY'],
        ],
      );
    },
    'points at the place it does not understand': async ({ query }) => {
      const { message } = await query('SELECT Id, NoSuchField FROM Organization');
      assert.equal(
        message,
        "\nSELECT Id, NoSuchField FROM Organization\n           ^\nERROR at Row:1:Column:12\nNo such column 'NoSuchField' on entity 'Organization'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
      );
    },
    'compares ids in 15 and 18 characters': async ({ query, orgId }) => {
      for (const id of [orgId.slice(0, 15), orgId]) {
        const { body } = await query(`SELECT Id FROM Organization WHERE Id = '${id}'`);
        assert.ok(JSON.stringify(body).includes('"totalSize":1'), JSON.stringify(body));
      }
    },
  }),
];

function fieldOf(describe: unknown, name: string): Record<string, unknown> | undefined {
  if (typeof describe !== 'object' || describe === null || !('fields' in describe))
    return undefined;
  const { fields } = describe;
  return Array.isArray(fields) ? fields.find((field) => field.name === name) : undefined;
}
