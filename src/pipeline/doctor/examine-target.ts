import type { InstallValidation, PackageFacts, TargetFacts } from '../../domain/doctor/facts.ts';
import { both, readingFrom, readingOf, type Reading } from '../../domain/doctor/reading.ts';
import { installationKeyMissing } from '../../domain/plan/installation-key.ts';
import { compareVersionNumbers, formatVersionNumber } from '../../domain/version/version-number.ts';
import type { HubVersion } from '../../domain/version/hub-version.ts';
import type { TargetOrg } from '../../ports/target-org.ts';
import type { DoctorPorts } from '../doctor.ts';
import type { ReleaseRequest } from '../release-context.ts';

/** An org that was asked about, and whether it could be logged in to. */
export interface OpenedTarget {
  readonly org: string;
  readonly target: Reading<TargetOrg>;
}

export async function openTarget(
  org: string,
  ports: Pick<DoctorPorts, 'openTarget'>,
): Promise<OpenedTarget> {
  return {
    org,
    target: await readingOf(`logging in to ${org}`, async () => ports.openTarget(org)),
  };
}

/** What an org says to the newest version of each package. */
export async function examineTarget(
  { org, target }: OpenedTarget,
  packages: readonly PackageFacts[],
  request: ReleaseRequest,
): Promise<TargetFacts> {
  return {
    org,
    identity: await readingFrom(target, org, async ({ identity }) => identity),
    validations: await Promise.all(
      packages.map(async (facts) => ({
        package: facts.config.name,
        validation: await readValidation(facts, target, request),
      })),
    ),
  };
}

async function readValidation(
  { config, state }: PackageFacts,
  target: Reading<TargetOrg>,
  { installationKeys }: ReleaseRequest,
): Promise<Reading<InstallValidation | undefined>> {
  return readingFrom(
    both(state, target),
    `installing ${config.name}`,
    async ([{ versions }, opened]) => {
      const newest = newestOf(versions);
      if (newest === undefined) return undefined;
      const { number, build, versionId, needsInstallationKey } = newest;
      const key = installationKeys.get(config.name);
      const policy = config.installationKey;
      if (needsInstallationKey && key === undefined && policy.kind === 'environment')
        throw installationKeyMissing(config.name, policy.variable);
      return {
        versionId,
        version: `${formatVersionNumber(number)}-${build}`,
        status: await opened.readInstallValidation(versionId, key),
      };
    },
  );
}

function newestOf(versions: readonly HubVersion[]): HubVersion | undefined {
  return versions.toSorted(
    (a, b) => compareVersionNumbers(b.number, a.number) || b.build - a.build,
  )[0];
}
