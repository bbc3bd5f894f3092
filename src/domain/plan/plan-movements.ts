import { ReleaseError } from '../errors.ts';
import type { FileChange } from './file-change.ts';
import {
  isBuilt,
  type PlannedAncestor,
  type PlannedPackage,
  type PlannedVersion,
  type ReleasePlan,
} from './release-plan.ts';

/** Something that a plan rests on, and that is not any more as the plan has it. */
export interface Movement {
  /** "the Dev Hub", "the ancestor of Acme Connector" */
  readonly what: string;
  readonly planned: string;
  readonly now: string;
}

/**
 * What has moved since a plan was made. What the plan wanted and what is there already has not moved: a release that was
 * interrupted goes on with the same plan.
 */
export function movementsSince(plan: ReleasePlan, now: ReleasePlan): readonly Movement[] {
  const hub = moved('the Dev Hub', hubText(plan), hubText(now));
  // Nothing of two hubs can be compared.
  if (hub.length > 0) return hub;
  const declared = [
    ...settingMovements(plan, now),
    ...moved('the API version of the project', plan.sourceApiVersion, now.sourceApiVersion),
  ];
  const known = new Map(plan.packages.map((planned) => [planned.name, planned]));
  return [
    ...declared,
    ...(now.packages.some(isBuilt)
      ? moved('the commit', plan.commit ?? 'none', now.commit ?? 'none')
      : []),
    ...now.packages.flatMap((current) => {
      const planned = known.get(current.name);
      return planned === undefined ? [] : packageMovements(planned, current, declared.length > 0);
    }),
    ...workspaceMovements(plan.workspace, now.files),
    ...limitMovements(plan, now),
  ];
}

/** Throws PLAN_MOVED, naming everything that has. */
export function requireUnmoved(plan: ReleasePlan, now: ReleasePlan): void {
  const movements = movementsSince(plan, now);
  if (movements.length === 0) return;
  throw new ReleaseError(
    'PLAN_MOVED',
    `The plan of ${plan.madeAt} cannot be done any more: something has moved`,
    {
      problems: movements.map(({ what, planned, now: found }) => ({
        message: what,
        found,
        wanted: planned,
      })),
      why: 'What was looked at and agreed to would not be what is done. Nothing was written or spent.',
      actions: ['Make a new plan, look at it, and release with that: npm run eca -- plan'],
    },
  );
}

function packageMovements(
  planned: PlannedPackage,
  now: PlannedPackage,
  isExplained: boolean,
): readonly Movement[] {
  const of = (what: string): string => `${what} of ${now.name}`;
  const movements = [
    ...moved(of('the version number'), planned.number, now.number),
    ...packageIdMovement(of('the package'), planned, now),
    ...(isBuilt(now)
      ? moved(of('the ancestor'), ancestorText(planned.ancestor), ancestorText(now.ancestor))
      : []),
    ...componentMovements(planned, now),
  ];
  const isSameRelease = planned.releaseKey === now.releaseKey;
  if (!isSameRelease)
    return movements.length > 0 || isExplained
      ? movements
      : moved(of('the definition file'), planned.releaseKey, now.releaseKey);
  return isDone(planned.version, now.version)
    ? movements
    : [
        ...movements,
        ...moved(of('the version'), versionText(planned.version), versionText(now.version)),
      ];
}

/** A package that the plan wanted to create, and that is there, is created. */
function packageIdMovement(
  what: string,
  { package: planned }: PlannedPackage,
  { package: now }: PlannedPackage,
): readonly Movement[] {
  if (planned.action === 'create' && now.action === 'reuse') return [];
  const text = (each: PlannedPackage['package']): string =>
    each.action === 'reuse' ? each.id : `to be created in ${each.namespace}`;
  return moved(what, text(planned), text(now));
}

function componentMovements(planned: PlannedPackage, now: PlannedPackage): readonly Movement[] {
  const before = new Map(planned.components.map((component) => [component.key, component]));
  const after = new Map(now.components.map((component) => [component.key, component]));
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((key) => {
    const [old, current] = [before.get(key), after.get(key)];
    const isWorkspaces = (old ?? current)?.from === 'workspace';
    return moved(
      isWorkspaces ? `${key} in the workspace` : `the hub's app: ${key}`,
      contentText(old?.digest),
      contentText(current?.digest),
    );
  });
}

/** Whether what was planned has come about, or is on its way: a version with the same release key. */
function isDone(planned: PlannedVersion, now: PlannedVersion): boolean {
  if (planned.kind === 'adopt') return now.kind === 'adopt' && now.versionId === planned.versionId;
  return now.kind === 'adopt' || now.kind === 'wait';
}

/** Only files that would be written, and are not what they were: what has become as it should be is done. */
function workspaceMovements(
  planned: ReleasePlan['workspace'],
  now: readonly FileChange[],
): readonly Movement[] {
  return now.flatMap(({ path, before }) =>
    moved(`the workspace: ${path}`, contentText(planned[path]), contentText(before)),
  );
}

/** That others built meanwhile does not matter as long as there is enough left. */
function limitMovements(plan: ReleasePlan, now: ReleasePlan): readonly Movement[] {
  return now.slots.flatMap(({ limit, spends, remaining }) => {
    if (remaining === null || remaining >= spends) return [];
    const planned = plan.slots.find((slot) => slot.limit === limit);
    return [
      {
        what: `the limit ${limit}`,
        planned: `${planned?.remaining ?? 'enough'} left, ${spends} needed`,
        now: `${remaining} left`,
      },
    ];
  });
}

function settingMovements(plan: ReleasePlan, now: ReleasePlan): readonly Movement[] {
  const paths = new Set([...Object.keys(plan.settings), ...Object.keys(now.settings)]);
  return [...paths]
    .toSorted()
    .flatMap((path) =>
      moved(
        `the configuration: ${path}`,
        plan.settings[path] ?? 'not set',
        now.settings[path] ?? 'not set',
      ),
    );
}

function moved(what: string, planned: string, now: string): readonly Movement[] {
  return planned === now ? [] : [{ what, planned, now }];
}

function hubText({ hub, rehearsal }: ReleasePlan): string {
  return `${hub.orgId}${rehearsal ? ', rehearsed' : ''}`;
}

function ancestorText(ancestor: PlannedAncestor): string {
  switch (ancestor.kind) {
    case 'version':
      return `${ancestor.number} (${ancestor.versionId})`;
    case 'none':
      return 'none';
    case 'impossible':
      return ancestor.why;
  }
}

function versionText(version: PlannedVersion): string {
  switch (version.kind) {
    case 'build':
      return 'to be built';
    case 'build-again':
      return `to be built again after ${version.failedRequestId} failed`;
    case 'adopt':
      return `${version.versionId}: ${version.because}`;
    case 'wait':
      return `being built: ${version.requestId}`;
    case 'refused':
      return version.why;
  }
}

/** Enough of a digest to tell contents apart, and little enough to be read over. */
function contentText(digest: string | null | undefined): string {
  return digest === null || digest === undefined
    ? 'not there'
    : `contents ${digest.slice(0, DIGEST_SHOWN)}`;
}

const DIGEST_SHOWN = 8;
