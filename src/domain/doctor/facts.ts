import type { AppClosure } from '../eca/closure.ts';
import type { Component } from '../eca/component.ts';
import type { HubLogin } from '../hub-login.ts';
import type { HubFacts, HubIdentity } from '../hub-facts.ts';
import type { LintReport } from '../lint/finding.ts';
import type { PackagePlan, PackageState } from '../plan/package-plan.ts';
import type { ProjectFile } from '../project-file.ts';
import type { PackageConfig, ReleaseConfig } from '../release-config.ts';
import type { Reading } from './reading.ts';

/** Everything that the checks look at. Read once, side by side; judging asks nobody anything. */
export interface DoctorFacts {
  readonly config: ReleaseConfig;
  /** Whether a tag started the run. */
  readonly isTagBuild: boolean;
  /** Those whose installation key the environment holds; the keys themselves are nobody's business here. */
  readonly packagesWithKey: ReadonlySet<string>;
  readonly machine: MachineFacts;
  readonly project: Reading<ProjectFile>;
  readonly ignoreFiles: Reading<IgnoreFiles>;
  readonly git: Reading<GitFacts>;
  /** The paths that a release of all packages would keep in shape. */
  readonly fileChanges: Reading<readonly string[]>;
  readonly workflows: Reading<readonly WorkflowFile[]>;
  /** The credentials that the environment of a workflow's job has; nothing outside of GitHub Actions. */
  readonly job: JobFacts | undefined;
  readonly login: Reading<LoginFacts>;
  readonly organization: Reading<OrganizationFacts>;
  readonly permissions: Reading<UserPermissions>;
  readonly access: ObjectAccesses;
  readonly hub: Reading<HubFacts>;
  readonly packages: readonly PackageFacts[];
  readonly targets: readonly TargetFacts[];
  /** Only where a Connected App was named. */
  readonly connectedApp: ConnectedAppFacts | undefined;
}

export interface MachineFacts {
  /** 24.21.0 */
  readonly nodeVersion: string;
  /** The oldest Node on which Salesforce's libraries load. */
  readonly oldestNode: string;
  readonly libraries: readonly {
    readonly name: string;
    readonly installed: string | undefined;
    /** As package.json pins it. */
    readonly wanted: string;
  }[];
}

export interface LoginFacts extends HubIdentity {
  /** How the login was made; embedded: the tool started the org itself. */
  readonly kind: HubLogin['kind'] | 'embedded';
  /** Of a login of the sf CLI: whether it holds what renews its session. */
  readonly holdsRenewal: boolean;
  /** Whether the access token is a JWT, which older SOAP APIs do not take. */
  readonly usesJwtToken: boolean;
  /** When the session ends, ISO 8601, as far as the token itself says. */
  readonly endsAt: string | undefined;
}

export interface OrganizationFacts {
  readonly name: string;
  readonly edition: string;
  readonly isSandbox: boolean;
  /** ISO 8601; only trials have one. */
  readonly trialEndsAt: string | undefined;
}

/** Of the user who is logged in, by the API name of the permission; nothing where the org does not know it. */
export type UserPermissions = Readonly<Record<PermissionName, boolean | undefined>>;

export const PERMISSIONS = [
  'ExternalClientAppDeveloper',
  'Packaging2',
  'Packaging2PromoteVersion',
] as const;

export type PermissionName = (typeof PERMISSIONS)[number];

export interface ObjectAccesses {
  readonly package: Reading<ObjectAccess | undefined>;
  readonly createRequest: Reading<ObjectAccess | undefined>;
  readonly version: Reading<ObjectAccess | undefined>;
}

/** What describe says of an object; the fields are those that may be changed. */
export interface ObjectAccess {
  readonly name: string;
  readonly isCreateable: boolean;
  readonly isUpdateable: boolean;
  readonly updateableFields: readonly string[];
}

export interface PackageFacts {
  readonly config: PackageConfig;
  readonly state: Reading<PackageState>;
  readonly apps: readonly AppFacts[];
  readonly plan: Reading<PackagePlan>;
  /** What lint says of what is going to be packaged. */
  readonly lint: Reading<LintReport>;
  /** Of the request that failed with the same contents, where there is one. */
  readonly failedRequest: Reading<FailedRequest | undefined>;
  /** Whether the definition file lets apps of a linked org in; nothing without such a file. */
  readonly definition: Reading<string | undefined>;
}

export interface AppFacts {
  readonly name: string;
  readonly components: Reading<readonly Component[]>;
  readonly closure: Reading<AppClosure>;
}

export interface IgnoreFiles {
  readonly forceignore: string | undefined;
  readonly gitignore: string | undefined;
}

export interface GitFacts {
  readonly isRepository: boolean;
  readonly headCommit: string | undefined;
  readonly tagsAtHead: readonly string[];
  /** Of the files that a release reads or writes. */
  readonly uncommitted: readonly string[];
}

export interface WorkflowFile {
  /** Relative to the project. */
  readonly path: string;
  readonly text: string;
}

export interface JobFacts {
  /** Names of the variables of a login that are set, and not empty. */
  readonly present: readonly string[];
  readonly missing: readonly string[];
}

export interface TargetFacts {
  readonly org: string;
  readonly identity: Reading<HubIdentity>;
  readonly validations: readonly {
    readonly package: string;
    /** Nothing where the package has no version yet. */
    readonly validation: Reading<InstallValidation | undefined>;
  }[];
}

/** What an org says to installing a version, before anybody asks for it. */
export interface InstallValidation {
  readonly versionId: string;
  /** 1.4.0-3 */
  readonly version: string;
  readonly status: string;
}

export interface ConnectedAppFacts {
  readonly name: string;
  readonly names: Reading<readonly string[]>;
  readonly component: Reading<Component | undefined>;
}

export interface FailedRequest {
  readonly id: string;
  /** In Salesforce's words. */
  readonly errors: readonly string[];
}
