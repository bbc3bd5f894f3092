import type { Component, ComponentRef } from '../domain/eca/component.ts';
import type { GlobalOauthReading } from '../domain/eca/global-oauth.ts';
import type { ReleaseError } from '../domain/errors.ts';
import type { HubFacts, HubIdentity, Slots, VersionSlots } from '../domain/hub-facts.ts';
import type { CreateRequest, HubPackage, HubVersion } from '../domain/version/hub-version.ts';
import type { CreateRequestId, PackageId, PackageVersionId } from '../domain/version/ids.ts';
import type { VersionRequest } from '../domain/version/version-request.ts';

export type { HubFacts, HubIdentity, Slots, VersionSlots };

export interface NewPackage {
  readonly name: string;
  readonly description: string;
  readonly namespace: string;
  readonly path: string;
}

/** A file that is about to leave. */
export interface OutgoingFile {
  /** As in the zip: externalClientApps/Acme.eca */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Is shown the files of the package, and what goes with them: the descriptor, and settings of the definition file. Decides
 * at the last moment whether they leave.
 */
export type BeforeLeaving = (
  packaged: readonly OutgoingFile[],
  besides: readonly OutgoingFile[],
) => Promise<'leave' | 'stay'>;

export type VersionRequestOutcome =
  | { readonly kind: 'accepted'; readonly requestId: CreateRequestId }
  /** It was sent and nobody knows whether it arrived. */
  | { readonly kind: 'unanswered'; readonly why: string }
  /** It was not sent, since it was to stay. */
  | { readonly kind: 'stayed' }
  /** The hub said no: nothing was made. */
  | { readonly kind: 'refused'; readonly reason: ReleaseError };

export interface CreateProgress {
  readonly request: CreateRequest;
  /** Why it failed, in Salesforce's words; empty unless it did. */
  readonly errors: readonly string[];
}

export type PromoteOutcome =
  | { readonly kind: 'promoted' }
  /** It was sent and nobody knows whether it arrived: the version itself tells. */
  | { readonly kind: 'unanswered'; readonly reason: ReleaseError }
  | { readonly kind: 'refused'; readonly why: string };

/** What a built version holds, as far as the hub tells. */
export type VersionContents =
  | { readonly by: 'package-zip'; readonly components: readonly Component[] }
  | { readonly by: 'file-count'; readonly files: number }
  | { readonly by: 'nothing'; readonly why: string };

/** A Dev Hub, as a release needs it. Reads are repeated where an answer does not come; nothing else ever is. */
export interface DevHub {
  readonly identity: HubIdentity;
  /** Throws PERMISSION_MISSING, SESSION_EXPIRED and the like; missing features are values. */
  readFacts(): Promise<HubFacts>;
  /** The components of these types that are the hub's own; a type the hub does not know has none. */
  listComponents(types: readonly string[]): Promise<readonly ComponentRef[]>;
  /** Their files, in memory only. Throws COMPONENT_MISSING, naming all that are not there. */
  retrieve(components: readonly ComponentRef[], apiVersion: string): Promise<readonly Component[]>;
  /** The global OAuth settings of all apps, without their secrets: those leave neither memory nor the adapter. */
  readGlobalOauth(apiVersion: string): Promise<GlobalOauthReading>;
  readPackages(): Promise<readonly HubPackage[]>;
  createPackage(request: NewPackage): Promise<PackageId>;
  /** All versions of a package that are not deleted. */
  readVersions(packageId: PackageId): Promise<readonly HubVersion[]>;
  readVersion(id: PackageVersionId): Promise<HubVersion>;
  /** The requests with this tag, failed ones too. */
  findCreateRequests(packageId: PackageId, tag: string): Promise<readonly CreateRequest[]>;
  /**
   * Packages what lies in the package directory and asks for a version of it. Calls back with exactly what is about to
   * leave; where that says stay, or throws, nothing leaves.
   */
  requestVersion(
    request: VersionRequest,
    beforeLeaving: BeforeLeaving,
  ): Promise<VersionRequestOutcome>;
  /**
   * Nothing where the hub does not show the request: it never knew it, forgot it, or a replica lags behind. Asked once: who
   * waits asks again anyway, and has a deadline.
   */
  readProgress(id: CreateRequestId): Promise<CreateProgress | undefined>;
  readContents(version: HubVersion): Promise<VersionContents>;
  promote(id: PackageVersionId): Promise<PromoteOutcome>;
}
