import { z } from 'zod';
import { ReleaseError } from '../domain/errors.ts';
import type { TargetOrg } from '../ports/target-org.ts';
import type { HubConnection } from './connect.ts';
import { queryRows } from './query-rows.ts';
import { soqlText } from './soql-text.ts';

/** An org to install into, through Salesforce's own libraries. */
export function salesforceTargetOrg({ connection, identity }: HubConnection): TargetOrg {
  return {
    identity,
    async readInstallValidation(versionId, installationKey) {
      const key =
        installationKey === undefined
          ? ''
          : ` AND InstallationKey = '${soqlText(installationKey)}'`;
      const [row] = await queryRows(connection, 'asking whether the version can be installed', {
        soql: `SELECT InstallValidationStatus FROM SubscriberPackageVersion WHERE Id = '${versionId}'${key}`,
        row: z.object({ InstallValidationStatus: z.string() }),
        tooling: true,
      });
      if (row !== undefined) return row.InstallValidationStatus;
      throw new ReleaseError('VERSION_NOT_YET_AVAILABLE', 'The org does not know the version yet', {
        found: versionId,
        actions: ['Wait some minutes: versions take time to reach other instances.'],
      });
    },
  };
}
