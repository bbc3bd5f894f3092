import type { CreateRequestId, PackageId, PackageVersionId, SubscriberVersionId } from './ids.ts';
import type { VersionNumber } from './version-number.ts';

/** A package as its hub knows it (Package2). */
export interface HubPackage {
  readonly id: PackageId;
  readonly name: string;
  readonly namespace: string;
  readonly description: string;
  readonly isManaged: boolean;
  readonly isDeprecated: boolean;
}

/** A version as its hub knows it (Package2Version). */
export interface HubVersion {
  readonly id: PackageVersionId;
  readonly versionId: SubscriberVersionId;
  readonly packageId: PackageId;
  readonly number: VersionNumber;
  readonly build: number;
  readonly name: string;
  readonly description: string;
  readonly tag: string | undefined;
  readonly isReleased: boolean;
  readonly isDeprecated: boolean;
  readonly needsInstallationKey: boolean;
  readonly validationSkipped: boolean;
  readonly hasPassedCodeCoverage: boolean;
  readonly hasMetadataRemoved: boolean;
  /** 04t, although the request names the ancestor by its 05i. */
  readonly ancestorVersionId: SubscriberVersionId | undefined;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly metadataFiles: number | undefined;
}

/** A request to build a version (Package2VersionCreateRequest). */
export interface CreateRequest {
  readonly id: CreateRequestId;
  readonly tag: string | undefined;
  /** Salesforce's own word. Success and Error end it; any other, also an unknown one, means that it goes on. */
  readonly status: string;
  /** ISO 8601; to the second on real orgs. */
  readonly createdAt: string;
  readonly packageVersionId: PackageVersionId | undefined;
  readonly versionIsDeprecated: boolean;
}

export function isSucceeded(request: CreateRequest): boolean {
  return request.status === 'Success' && request.packageVersionId !== undefined;
}

export function isFailed(request: CreateRequest): boolean {
  return request.status === 'Error';
}

/**
 * The request whose version is published: the first by (CreatedDate, Id) that has not failed and whose version is not
 * deleted. Two runners that asked at the same time so publish the same version. It may still be running: then it is
 * waited for, although a later one may be done.
 */
export function winningRequest(requests: readonly CreateRequest[]): CreateRequest | undefined {
  return requests
    .filter((request) => !isFailed(request) && !request.versionIsDeprecated)
    .toSorted(
      (a, b) =>
        Date.parse(a.createdAt) - Date.parse(b.createdAt) ||
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    )[0];
}
