import { NO_LINT_SETTINGS } from '../../src/domain/lint/lint-settings.ts';
import type { PackageConfig, ReleaseConfig } from '../../src/domain/release-config.ts';
import type {
  CreateRequest,
  HubPackage,
  HubVersion,
} from '../../src/domain/version/hub-version.ts';
import { idFrom } from '../../src/domain/version/ids.ts';
import { parseVersionNumber, type VersionNumber } from '../../src/domain/version/version-number.ts';

export const PACKAGE_ID = idFrom('0Ho', '0HoHu0000004CAcKAM');

/** The fifteenth of November at this time: the order of things, in a day. */
export function at(time: string): string {
  return `2026-11-15T${time}.000Z`;
}

export function versionNumber(text: string): VersionNumber {
  const number = parseVersionNumber(text);
  if (number === undefined) throw new TypeError(`${text} is no version number`);
  return number;
}

export function packageConfig(changes: Partial<PackageConfig> = {}): PackageConfig {
  return {
    name: 'Acme Connector',
    description: 'Connects Acme to your org.',
    path: 'force-app',
    apps: ['Acme_Connector'],
    include: [],
    version: { from: 'git-tag' },
    installationKey: { kind: 'none' },
    ancestor: { kind: 'highest' },
    dependencies: [],
    validation: 'full',
    ...changes,
  };
}

export function releaseConfig(changes: Partial<ReleaseConfig> = {}): ReleaseConfig {
  return {
    namespace: 'acmeconnect',
    packages: [packageConfig()],
    drift: 'stop-on-tag',
    wait: { minutes: 60, requestSeconds: 60, lostAnswerSeconds: 60 },
    output: 'artifacts',
    lint: NO_LINT_SETTINGS,
    ...changes,
  };
}

export function hubPackage(changes: Partial<HubPackage> = {}): HubPackage {
  return {
    id: PACKAGE_ID,
    name: 'Acme Connector',
    namespace: 'acmeconnect',
    description: 'Connects Acme to your org.',
    isManaged: true,
    isDeprecated: false,
    ...changes,
  };
}

/** A beta of a number; the serial makes its ids, so that two of them are two versions. */
export function hubVersion(
  number: string,
  changes: Partial<HubVersion> = {},
  serial = 1,
): HubVersion {
  return {
    id: packageVersionId(serial),
    versionId: idFrom('04t', `04tHu000000V00${serial}IAG`),
    packageId: PACKAGE_ID,
    number: versionNumber(number),
    build: serial,
    name: number,
    description: '',
    tag: undefined,
    isReleased: false,
    isDeprecated: false,
    needsInstallationKey: false,
    validationSkipped: false,
    hasPassedCodeCoverage: true,
    hasMetadataRemoved: false,
    ancestorVersionId: undefined,
    createdAt: at('10:00:00'),
    metadataFiles: 2,
    ...changes,
  };
}

export function released(number: string, serial = 1): HubVersion {
  return hubVersion(number, { isReleased: true }, serial);
}

/** A request that is under way. */
export function createRequest(serial: number, changes: Partial<CreateRequest> = {}): CreateRequest {
  return {
    id: requestId(serial),
    tag: undefined,
    status: 'Queued',
    createdAt: at('10:00:00'),
    packageVersionId: undefined,
    versionIsDeprecated: false,
    ...changes,
  };
}

/** A request that has become the version of the same serial. */
export function succeeded(serial: number, changes: Partial<CreateRequest> = {}): CreateRequest {
  return createRequest(serial, {
    status: 'Success',
    packageVersionId: packageVersionId(serial),
    ...changes,
  });
}

export function requestId(serial: number): CreateRequest['id'] {
  return idFrom('08c', `08cHu000000R00${serial}IAG`);
}

export function packageVersionId(serial: number): HubVersion['id'] {
  return idFrom('05i', `05iHu000000P00${serial}IAG`);
}
