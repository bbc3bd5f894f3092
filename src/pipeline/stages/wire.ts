import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import type { ProjectFile } from '../../domain/project-file.ts';
import { formatVersionNumber, isSameNumber } from '../../domain/version/version-number.ts';
import { isSameId, type PackageId } from '../../domain/version/ids.ts';
import type { FileWrite, PackageDirectoryEdit } from '../../ports/workspace.ts';
import { changeWorkspace } from '../change-workspace.ts';
import type { ReleasePorts, ReleaseRequest } from '../release-context.ts';
import { done, skipped, type StageOutcome } from '../stage.ts';

/** The project file as the release needs it, otherwise byte for byte as it is. */
export async function projectWrite(
  { config }: Pick<ReleaseRequest, 'config'>,
  { workspace }: Pick<ReleasePorts, 'workspace'>,
  project: ProjectFile,
  plans: readonly PackagePlan[],
): Promise<FileWrite> {
  return workspace.editedProject({
    namespace: config.namespace,
    packageDirectories: [
      ...defaultEdits(project, plans),
      ...plans.map((plan) => directoryEdit(project, plan)),
    ],
    packageAliases: aliasesOf(project, plans),
  });
}

/**
 * Writes into the project file what the packages are made of. The namespace above all: a package takes it from there when
 * it is created, and keeps it for ever.
 */
export async function wire(
  request: ReleaseRequest,
  ports: ReleasePorts,
  project: ProjectFile,
  plans: readonly PackagePlan[],
): Promise<StageOutcome<void>> {
  const { written } = await changeWorkspace(ports, {
    writes: [await projectWrite(request, ports, project, plans)],
  });
  if (written.length === 0) return skipped('sfdx-project.json says so already', undefined);
  const numbers = plans.map(
    (plan) => `${plan.config.path}: ${formatVersionNumber(plan.number)}.NEXT`,
  );
  return done(`namespace ${request.config.namespace}, ${numbers.join(', ')}`, undefined);
}

/** Notes the id of a package that was just created. */
export async function wireAlias(
  ports: ReleasePorts,
  packageName: string,
  packageId: PackageId,
): Promise<void> {
  const packageAliases = { [packageName]: packageId };
  await changeWorkspace(ports, {
    writes: [await ports.workspace.editedProject({ packageAliases })],
  });
}

/** A single directory is the default without saying so; beside a second one it has to. */
function defaultEdits(
  { packageDirectories }: ProjectFile,
  plans: readonly PackagePlan[],
): readonly PackageDirectoryEdit[] {
  const [only, ...others] = packageDirectories;
  if (only === undefined || others.length > 0) return [];
  return plans.every(({ config }) => config.path === only.path)
    ? []
    : [{ path: only.path, set: { default: true } }];
}

/** The name that the project has for the package already: of two for one id, the libraries take whichever comes first. */
function aliasFor({ packageAliases }: ProjectFile, { config, hubPackage }: PackagePlan): string {
  const present = Object.entries(packageAliases).find(
    ([, id]) => hubPackage !== undefined && isSameId(id, hubPackage.id),
  );
  return present?.[0] ?? config.name;
}

function directoryEdit(project: ProjectFile, plan: PackagePlan): PackageDirectoryEdit {
  const { config, number } = plan;
  return {
    path: config.path,
    set: {
      package: aliasFor(project, plan),
      versionNumber: `${formatVersionNumber(number)}.NEXT`,
      ancestorId: null,
      ancestorVersion: ancestorText(plan),
    },
  };
}

/** What the sf CLI would need there; a first release must name none at all, also once it is released itself. */
function ancestorText({ config, number, versions }: PackagePlan): string | null {
  const others = versions.filter((version) => !isSameNumber(version.number, number));
  if (!others.some(({ isReleased }) => isReleased)) return null;
  switch (config.ancestor.kind) {
    case 'highest':
      return 'HIGHEST';
    case 'none':
      return 'NONE';
    case 'number':
      return config.ancestor.number;
  }
}

function aliasesOf(
  project: ProjectFile,
  plans: readonly PackagePlan[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    plans.flatMap((plan) =>
      plan.hubPackage === undefined ? [] : [[aliasFor(project, plan), plan.hubPackage.id]],
    ),
  );
}
