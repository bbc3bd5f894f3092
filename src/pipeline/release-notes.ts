import type { AppClosure } from '../domain/eca/closure.ts';
import { changesBetween, type ReleaseNotes } from '../domain/release-notes.ts';
import { commitOf } from '../domain/version/commit.ts';
import type { HubVersion } from '../domain/version/hub-version.ts';
import { formatVersionNumber } from '../domain/version/version-number.ts';
import type { DevHub } from '../ports/dev-hub.ts';
import type { Git } from '../ports/git.ts';
import { appsInVersion } from './apps-in-version.ts';

interface NotesRequest {
  readonly hub: DevHub;
  readonly git: Git;
  /** The released version that the new one descends from; a first release has none, and no notes. */
  readonly ancestor: HubVersion | undefined;
  readonly apps: readonly AppClosure[];
  /** The commit the new version is built from. */
  readonly commit: string | undefined;
}

/** What is new since the ancestor: from the commits between, and from what both versions hold. */
export async function notesFor({
  hub,
  git,
  ancestor,
  apps,
  commit,
}: NotesRequest): Promise<ReleaseNotes | undefined> {
  if (ancestor === undefined) return undefined;
  const from = commitOf(ancestor.description);
  const [commits, before] = await Promise.all([
    from === undefined || commit === undefined ? undefined : git.subjectsBetween(from, commit),
    appsIn(hub, ancestor, apps),
  ]);
  return {
    since: { versionId: ancestor.versionId, number: formatVersionNumber(ancestor.number) },
    ...(commits !== undefined && { commits }),
    ...(before !== undefined && { changes: changesBetween(before, apps) }),
  };
}

/** Those of the apps that the ancestor holds already. */
async function appsIn(
  hub: DevHub,
  version: HubVersion,
  apps: readonly AppClosure[],
): Promise<readonly AppClosure[] | undefined> {
  const contents = await hub.readContents(version);
  if (contents.by !== 'package-zip') return undefined;
  const present = new Set(contents.components.map(({ fullName }) => fullName));
  const names = apps.map(({ name }) => name).filter((name) => present.has(name));
  return appsInVersion(contents, names);
}
