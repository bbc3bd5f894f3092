import { describe, expect, it } from 'vitest';
import { salesforceTargetOrg } from '../../../src/salesforce/target-org.ts';
import { idFrom } from '../../../src/domain/version/ids.ts';
import { memoryConnection } from '../../support/memory-connection.ts';
import { startPlainServer } from '../../support/plain-server.ts';
import { transportFor } from '../../support/transport-for.ts';

const VERSION_ID = idFrom('04t', '04tHu000000V001IAG');

async function orgWith(...records: readonly unknown[]) {
  const { url, requests } = await startPlainServer((_request, response) => {
    const body = { totalSize: records.length, done: true, records };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  transportFor(url);
  const identity = { orgId: '', username: '', instanceUrl: url, apiVersion: '68.0' };
  return {
    org: salesforceTargetOrg({ connection: await memoryConnection(url), identity }),
    requests,
  };
}

describe('an org to install into', () => {
  it('says whether a version can be installed there', async () => {
    const { org } = await orgWith({ InstallValidationStatus: 'NO_ERRORS_DETECTED' });

    expect(await org.readInstallValidation(VERSION_ID, undefined)).toBe('NO_ERRORS_DETECTED');
  });

  it('may not know the version yet', async () => {
    const { org } = await orgWith();

    await expect(org.readInstallValidation(VERSION_ID, undefined)).rejects.toMatchObject({
      code: 'VERSION_NOT_YET_AVAILABLE',
      detail: { found: VERSION_ID },
    });
  });

  it('is asked with an installation key that cannot end the question', async () => {
    const { org, requests } = await orgWith({ InstallValidationStatus: 'NO_ERRORS_DETECTED' });

    await org.readInstallValidation(VERSION_ID, "a' OR Id != '");

    expect(decodeURIComponent(requests[0] ?? '').replaceAll('+', ' ')).toContain(
      String.raw`InstallationKey = 'a\' OR Id != \''`,
    );
  });
});
