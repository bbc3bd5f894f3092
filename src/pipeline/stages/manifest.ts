import type { Component } from '../../domain/eca/component.ts';
import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import type { FileWrite } from '../../ports/workspace.ts';
import { changeWorkspace } from '../change-workspace.ts';
import type { ReleasePorts } from '../release-context.ts';
import { done, skipped, type StageOutcome } from '../stage.ts';

const MANIFEST_PATH = 'manifest/package.xml';

/** The manifest of all packages together: every component by name, in the project's API version. */
export async function manifestWrite(
  { source }: Pick<ReleasePorts, 'source'>,
  plans: readonly PackagePlan[],
  apiVersion: string,
): Promise<FileWrite> {
  const text = await source.manifest(componentsOf(plans), apiVersion);
  return { path: MANIFEST_PATH, bytes: Buffer.from(text) };
}

export async function writeManifest(
  ports: Pick<ReleasePorts, 'source' | 'workspace' | 'emit'>,
  plans: readonly PackagePlan[],
  apiVersion: string,
): Promise<StageOutcome<void>> {
  const count = componentsOf(plans).length;
  const { written } = await changeWorkspace(ports, {
    writes: [await manifestWrite(ports, plans, apiVersion)],
  });
  return written.length === 0
    ? skipped(`${MANIFEST_PATH} names these ${count} components already`, undefined)
    : done(`${MANIFEST_PATH} names ${count} components`, undefined);
}

function componentsOf(plans: readonly PackagePlan[]): readonly Component[] {
  return plans.flatMap(({ apps }) => apps.flatMap((app) => app.components));
}
