import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { orgsOf } from '../../src/cli/open-orgs.ts';
import type { Finding } from '../../src/domain/doctor/finding.ts';
import { ReleaseError } from '../../src/domain/errors.ts';
import type { HubLogin } from '../../src/domain/hub-login.ts';
import type { PackageConfig } from '../../src/domain/release-config.ts';
import type { Seed } from '../../src/embedded-hub/seed/seed-schema.ts';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { doctor, type DoctorPorts, type DoctorQuestion } from '../../src/pipeline/doctor.ts';
import type { Git } from '../../src/ports/git.ts';
import { connect } from '../../src/salesforce/connect.ts';
import { salesforcePackageSource } from '../../src/salesforce/package-source.ts';
import { salesforceTargetOrg } from '../../src/salesforce/target-org.ts';
import { openProjectSurroundings } from '../../src/workspace/project-surroundings.ts';
import { openWorkspace } from '../../src/workspace/workspace-folder.ts';
import { outsideInMemory, told } from './in-memory-ports.ts';
import { startSeededHub, type SeededHub } from './seeded-hub.ts';
import { releaseConfig } from './release-state.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { transportFor } from './transport-for.ts';
import { releaseRequest } from './version-work.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');

const SOUND_MACHINE: DoctorQuestion['machine'] = {
  nodeVersion: '24.21.0',
  oldestNode: '22.19',
  libraries: [{ name: '@salesforce/core', installed: '9.4.0', wanted: '9.4.0' }],
};

/** One way in which something is not as it should be; nothing of it: all is well. */
export interface Ailment {
  readonly seed?: (seed: Seed) => Seed;
  readonly login?: (hub: RunningHub) => HubLogin;
  readonly config?: Partial<PackageConfig>;
  readonly question?: Partial<DoctorQuestion>;
  readonly git?: Partial<Git>;
  /** The tag of a tag build. */
  readonly buildTag?: string;
  /** Whether the tool started the hub itself. */
  readonly isEmbedded?: boolean;
  /** Changes files of the checkout. */
  readonly checkout?: (projectDir: string) => Promise<void>;
  /** Done in the hub before the examination. */
  readonly before?: (patient: Patient) => Promise<void>;
}

export interface Patient {
  readonly hub: SeededHub;
  readonly examine: () => Promise<readonly Finding[]>;
}

/** The demo project and an embedded hub, with something wrong in them, examined through the real adapter. */
export async function patientWith(ailment: Ailment): Promise<Patient> {
  const hub = await startSeededHub(ailment.seed);
  const projectDir = await temporaryFolder('doctor');
  for (const name of ['sfdx-project.json', '.forceignore', '.gitignore', '.github', 'force-app'])
    await cp(join(REPOSITORY, name), join(projectDir, name), { recursive: true });
  await ailment.checkout?.(projectDir);
  const patient = { hub, examine: async () => examine(ailment, hub, projectDir) };
  await ailment.before?.(patient);
  return patient;
}

async function examine(
  {
    login = tokenLogin,
    config = {},
    question = {},
    git = {},
    buildTag,
    isEmbedded = false,
  }: Ailment,
  hub: SeededHub,
  projectDir: string,
): Promise<readonly Finding[]> {
  const outside = outsideInMemory();
  const transport = transportFor();
  const gitPort: Git = { ...outside.ports.git, ...git };
  const ports: DoctorPorts = {
    ...outside.ports,
    ...orgsOf({
      transport,
      clock: outside.clock,
      login: login(hub),
      isEmbedded,
      projectDir,
      warn: () => undefined,
    }),
    // The customers' orgs of the seed, by the names of their users.
    openTarget: async (username) => {
      const target = hub.logins.find((each) => each.username === username);
      if (target === undefined)
        throw new ReleaseError('LOGIN_NOT_FOUND', 'No such login', { actions: ['Log in.'] });
      return salesforceTargetOrg(
        await connect(
          transport,
          { kind: 'access-token', accessToken: target.accessToken, instanceUrl: hub.url },
          () => undefined,
        ),
      );
    },
    git: gitPort,
    surroundings: openProjectSurroundings(projectDir),
    workspace: openWorkspace({ projectDir, git: gitPort }),
    source: salesforcePackageSource(projectDir),
  };
  const release = releaseConfig();
  const request = releaseRequest({
    buildTag,
    config: {
      ...release,
      packages: release.packages.map((entry) => ({ ...entry, ...config })),
    },
  });
  const asked = {
    machine: SOUND_MACHINE,
    job: undefined,
    targetOrgs: [],
    connectedApp: undefined,
    ...question,
  };
  try {
    await doctor(asked, request, ports);
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== 'NOT_READY') throw error;
  }
  return told(outside, 'doctor.finished').flatMap(({ findings }) => findings);
}

function tokenLogin(hub: RunningHub): HubLogin {
  return { kind: 'access-token', accessToken: hub.login.accessToken, instanceUrl: hub.url };
}
