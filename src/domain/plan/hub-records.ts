import type { ReleaseConfig } from '../release-config.ts';
import { isBuilt, type AskedFor, type HubRecord, type PlannedPackage } from './release-plan.ts';

/** The records that a release makes or changes for a package, in their order. */
export function hubRecords(
  planned: PlannedPackage,
  config: ReleaseConfig,
  { promote }: AskedFor,
): readonly HubRecord[] {
  return [
    ...(planned.package.action === 'create'
      ? [packageRecord(planned.name, planned.package.namespace)]
      : []),
    ...(isBuilt(planned) ? [requestRecord(planned, config)] : []),
    ...(promote && !isReleased(planned) ? [promotion(planned)] : []),
  ];
}

function packageRecord(name: string, namespace: string): HubRecord {
  return {
    action: 'create',
    object: 'Package2',
    what: `the package ${name}, whose id then goes into sfdx-project.json`,
    fields: { Name: name, NamespacePrefix: namespace, ContainerOptions: 'Managed' },
  };
}

function requestRecord(planned: PlannedPackage, { packages }: ReleaseConfig): HubRecord {
  const config = packages.find(({ name }) => name === planned.name);
  const { ancestor } = planned;
  return {
    action: 'create',
    object: 'Package2VersionCreateRequest',
    what: `the request to build ${planned.number} of ${planned.name}`,
    fields: {
      Package2Id: planned.package.action === 'reuse' ? planned.package.id : 'of the new package',
      VersionNumber: `${planned.number}.NEXT`,
      Tag: planned.releaseKey,
      Ancestor: ancestor.kind === 'version' ? `${ancestor.number} (${ancestor.versionId})` : 'none',
      SkipValidation: String(config?.validation === 'skipped'),
      InstallationKey: config?.installationKey.kind === 'environment' ? 'needed' : 'none',
    },
  };
}

function promotion(planned: PlannedPackage): HubRecord {
  return {
    action: 'update',
    object: 'Package2Version',
    what: `the version ${planned.number} of ${planned.name}, which cannot be undone`,
    fields: { IsReleased: 'true' },
  };
}

function isReleased({ version }: PlannedPackage): boolean {
  return version.kind === 'adopt' && version.isReleased;
}
