import type { DoctorFacts, JobFacts, MachineFacts } from '../domain/doctor/facts.ts';
import { all, both, readingFrom, readingOf } from '../domain/doctor/reading.ts';
import { reportOf, requireReady } from '../domain/doctor/report.ts';
import { typesToDiscover } from '../domain/eca/metadata-types.ts';
import type { OrgInspector } from '../ports/org-inspector.ts';
import type { ProjectSurroundings } from '../ports/project-surroundings.ts';
import type { TargetOrg } from '../ports/target-org.ts';
import { examineConnectedApp } from './doctor/examine-connected-app.ts';
import { examineTarget, openTarget } from './doctor/examine-target.ts';
import { readGit } from './doctor/read-git.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import { workspaceChange } from './workspace-change.ts';

/** What doctor is asked beside what a release is asked. */
export interface DoctorQuestion {
  readonly machine: MachineFacts;
  readonly job: JobFacts | undefined;
  /** Aliases or usernames of the sf CLI. */
  readonly targetOrgs: readonly string[];
  /** A Connected App that is to become an External Client App. */
  readonly connectedApp: string | undefined;
}

export interface DoctorPorts extends ReleasePorts {
  readonly openInspector: () => Promise<OrgInspector>;
  readonly openTarget: (aliasOrUsername: string) => Promise<TargetOrg>;
  /** Files of the user's own checkout, also in a rehearsal. */
  readonly surroundings: ProjectSurroundings;
}

/**
 * Proves that a release can succeed, or says check by check why not. Never writes. What cannot be read makes the checks that
 * rest on it say so, and no others. Throws NOT_READY where a check failed.
 */
export async function doctor(
  question: DoctorQuestion,
  request: ReleaseRequest,
  ports: DoctorPorts,
): Promise<void> {
  const facts = await readEverything(question, request, ports);
  const { diagnose } = await loadChecks();
  const report = reportOf(diagnose(facts));
  ports.emit('doctor.finished', report);
  requireReady(report);
}

/** The checks, and the rules of lint with them, are many files: they are loaded while the hub is asked. */
const loadChecks = async () => import('../domain/doctor/diagnose.ts');

async function readEverything(
  question: DoctorQuestion,
  request: ReleaseRequest,
  ports: DoctorPorts,
): Promise<DoctorFacts> {
  const { config } = request;
  const { workspace, surroundings } = ports;
  const [hub, inspector, project] = await Promise.all([
    readingOf('logging in', ports.openHub),
    readingOf('logging in', ports.openInspector),
    readingOf('sfdx-project.json', async () => workspace.readProject()),
  ]);
  async function inspect<T>(asked: string, ask: (opened: OrgInspector) => Promise<T>) {
    return readingFrom(inspector, asked, ask);
  }
  const accessTo = async (name: string) =>
    inspect(`tooling/sobjects/${name}/describe`, async (opened) => opened.readAccess(name));

  const [
    facts,
    components,
    globalOauth,
    login,
    organization,
    permissions,
    packageAccess,
    createRequestAccess,
    versionAccess,
    ignoreFiles,
    gitState,
    workflows,
    connectedApp,
    openedTargets,
    { examinePackage },
  ] = await Promise.all([
    readingFrom(hub, 'the hub', async (opened) => opened.readFacts()),
    readingFrom(
      both(hub, project),
      'the External Client Apps',
      async ([opened, { sourceApiVersion }]) => {
        const refs = await opened.listComponents(typesToDiscover(sourceApiVersion));
        return refs.length === 0 ? [] : opened.retrieve(refs, sourceApiVersion);
      },
    ),
    readingFrom(
      both(hub, project),
      'the flags of the global OAuth settings',
      async ([opened, { sourceApiVersion }]) => opened.readGlobalOauth(sourceApiVersion),
    ),
    inspect('logging in', async (opened) => opened.readLogin()),
    inspect('Organization', async (opened) => opened.readOrganization()),
    inspect('UserPermissionAccess', async (opened) => opened.readPermissions()),
    accessTo('Package2'),
    accessTo('Package2VersionCreateRequest'),
    accessTo('Package2Version'),
    readingOf('.forceignore and .gitignore', async () => surroundings.readIgnoreFiles()),
    readingOf('git', async () => readGit(request, ports)),
    readingOf('.github/workflows', async () => surroundings.readWorkflows()),
    question.connectedApp === undefined
      ? undefined
      : examineConnectedApp(question.connectedApp, inspector, project),
    Promise.all(question.targetOrgs.map(async (org) => openTarget(org, ports))),
    import('./doctor/examine-package.ts'),
    loadChecks(),
  ]);
  const packages = await Promise.all(
    config.packages.map(async (entry) =>
      examinePackage(entry, { request, ports, hub, project, facts, components, globalOauth }),
    ),
  );
  const plans = all(
    'releases of all packages',
    packages.map(({ plan }) => plan),
  );
  const [targets, fileChanges] = await Promise.all([
    Promise.all(openedTargets.map(async (opened) => examineTarget(opened, packages, request))),
    readingFrom(
      both(project, plans),
      'the files that a release keeps in shape',
      async ([file, known]) => {
        const change = await workspaceChange(request, ports, { project: file, plans: known });
        await workspace.check(change);
        return [...change.writes.map(({ path }) => path), ...change.removals];
      },
    ),
  ]);
  return {
    config,
    isTagBuild: request.buildTag !== undefined,
    packagesWithKey: new Set(request.installationKeys.keys()),
    machine: question.machine,
    job: question.job,
    project,
    ignoreFiles,
    git: gitState,
    fileChanges,
    workflows,
    login,
    organization,
    permissions,
    access: {
      package: packageAccess,
      createRequest: createRequestAccess,
      version: versionAccess,
    },
    hub: facts,
    packages,
    targets,
    connectedApp,
  };
}
