import { compareNumbers } from '../packaging/compare-numbers.ts';
import { dependenciesOf, meets, missingDependency } from '../packaging/plan-dependencies.ts';
import { packageById } from '../packaging/packages.ts';
import type { Hub } from '../state/hub.ts';
import type { PackageRecord, VersionRecord } from '../state/hub-records.ts';
import type { Org } from '../state/org.ts';
import { to15 } from '../state/record-id.ts';
import { installOf, installsIn } from './installs.ts';
import type { Installed } from './installs.ts';
import { uninstallUnderWay } from './uninstall-requests.ts';

/** What keeps a version out of an org. */
export interface InstallObstacle {
  /** What a look at the version shows; undefined: only the install finds out. */
  readonly status: string | undefined;
  /** What the install says that is tried all the same. */
  readonly message: string;
}

interface Situation {
  readonly org: Org;
  readonly version: VersionRecord;
  readonly owner: PackageRecord;
  readonly installed: Installed | undefined;
}

/** In the order in which they show; statuses are those of @salesforce/packaging, their order is assumed. */
const OBSTACLES: readonly ((situation: Situation) => InstallObstacle | undefined)[] = [
  unpublished,
  uninstalling,
  deprecated,
  ownNamespace,
  betaInProduction,
  betaUpgrade,
  earlierVersion,
  otherLine,
  missingDependencies,
];

export function installObstacle(org: Org, version: VersionRecord): InstallObstacle | undefined {
  const owner = packageById(org.hub, version.packageId);
  if (owner === undefined) return undefined;
  const situation = { org, version, owner, installed: installOf(org, owner.id) };
  for (const obstacle of OBSTACLES) {
    const found = obstacle(situation);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The org that built a version has it at once, others when it was copied to them. */
export function isPublished(org: Org, version: VersionRecord): boolean {
  return org.id === org.hub.devHub.id || version.publishedAtMs <= org.hub.clock.now();
}

/** Salesforce's text (declarative-lookup-rollup-summaries issue 1486). */
export const NOT_FOUND_YET =
  "The requested package doesn't yet exist or has been deleted. If this is a recently created package version, please try " +
  'again in a few minutes or contact the package publisher.';

function unpublished({ org, version }: Situation): InstallObstacle | undefined {
  return isPublished(org, version)
    ? undefined
    : { status: 'PACKAGE_UNAVAILABLE', message: NOT_FOUND_YET };
}

function uninstalling({ org, owner }: Situation): InstallObstacle | undefined {
  return uninstallUnderWay(org, owner.id)
    ? {
        status: 'UNINSTALL_IN_PROGRESS',
        message: 'An uninstall of this package is in progress. Try again when it is complete.',
      }
    : undefined;
}

function deprecated({ version }: Situation): InstallObstacle | undefined {
  return version.isDeprecated
    ? { status: 'DEPRECATED_INSTALL_PACKAGE', message: NOT_FOUND_YET }
    : undefined;
}

function ownNamespace({ org, owner }: Situation): InstallObstacle | undefined {
  const isSame =
    owner.namespace !== null &&
    org.settings.namespace?.toLowerCase() === owner.namespace.toLowerCase();
  return isSame
    ? {
        status: 'NAMESPACE_COLLISION',
        message: `The namespace ${owner.namespace} of the package is the namespace of this org.`,
      }
    : undefined;
}

/** The text is Salesforce's (NebulaLogger issue 841): Developer Edition orgs take betas too. */
function betaInProduction({ org, version, owner }: Situation): InstallObstacle | undefined {
  const { isSandbox, edition } = org.settings;
  if (version.isReleased || isSandbox || edition === 'Developer Edition') return undefined;
  return {
    status: 'BETA_INSTALL_INTO_PRODUCTION_ORG',
    message:
      `Package(${to15(owner.subscriberPackageId)}) Unable to install beta package, Details: The package you attempted to ` +
      'install is a beta package, which you can only install in sandbox or Developer Edition organizations.',
  };
}

/** Packaging guide: "Beta packages aren't upgradeable." */
function betaUpgrade({ owner, version, installed }: Situation): InstallObstacle | undefined {
  if (installed === undefined || installed.version.id === version.id) return undefined;
  if (owner.containerOptions === 'Unlocked' || installed.version.isReleased) return undefined;
  return {
    status: 'CANNOT_UPGRADE_BETA',
    message:
      "A beta version of this package is installed, which can't be upgraded. Uninstall it first.",
  };
}

/** The text is Salesforce's (Milestones-PM issue 129). */
function earlierVersion({ version, installed }: Situation): InstallObstacle | undefined {
  if (installed === undefined) return undefined;
  return compareNumbers(version.number, installed.version.number) < 0
    ? {
        status: 'CANNOT_INSTALL_EARLIER_VERSION',
        message: 'A newer version of this package is currently installed.',
      }
    : undefined;
}

/** The text is Salesforce's (LightningFlowComponents issue 939). */
function otherLine({ org, owner, version, installed }: Situation): InstallObstacle | undefined {
  if (installed === undefined || owner.containerOptions === 'Unlocked') return undefined;
  return lineage(org.hub, version).some((member) => leadsFrom(installed.version, member))
    ? undefined
    : {
        status: undefined,
        message:
          'Invalid Upgrade., Details: The currently installed version does not share a common ancestor with this version.',
      };
}

/** The version and its ancestors. */
function lineage(hub: Hub, version: VersionRecord): readonly VersionRecord[] {
  const ancestor = hub.records.versions.find(({ id }) => id === version.ancestorId);
  return ancestor === undefined ? [version] : [version, ...lineage(hub, ancestor)];
}

/** An installed patch goes on where the version it patches goes on (forcedotcom/cli issue 1567). */
function leadsFrom(installed: VersionRecord, member: VersionRecord): boolean {
  if (installed.id === member.id) return true;
  return (
    installed.number.patch !== 0 &&
    member.number.patch === 0 &&
    member.number.major === installed.number.major &&
    member.number.minor === installed.number.minor
  );
}

function missingDependencies({ org, version }: Situation): InstallObstacle | undefined {
  const there = installsIn(org).map((installed) => installed.version);
  const [missing] = dependenciesOf(org.hub, version).filter((needed) => !meets(there, needed));
  return missing === undefined
    ? undefined
    : { status: undefined, message: missingDependency(org.hub, missing, version) };
}
