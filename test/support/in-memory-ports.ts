import type { ComponentRef } from '../../src/domain/eca/component.ts';
import { readMetadata } from '../../src/domain/eca/metadata-tree.ts';
import type { EventCode, EventPayloads } from '../../src/domain/events.ts';
import type { ReleasePlan } from '../../src/domain/plan/release-plan.ts';
import type { PublishedVersion } from '../../src/domain/published-version.ts';
import type { ReleasePorts } from '../../src/pipeline/release-context.ts';
import type { ArtifactStore } from '../../src/ports/artifact-store.ts';
import type { Consent, ConsentRequest } from '../../src/ports/consent.ts';
import type { DevHub } from '../../src/ports/dev-hub.ts';
import type { Git } from '../../src/ports/git.ts';
import type { Journal, VersionIntent } from '../../src/ports/journal.ts';
import type { PackageSource, SourceComponent } from '../../src/ports/package-source.ts';
import type { PlanStore } from '../../src/ports/plan-store.ts';
import type { Workspace } from '../../src/ports/workspace.ts';
import { parseProjectFile } from '../../src/workspace/parse-project-file.ts';
import { editProjectText } from '../../src/workspace/project-file-edit.ts';
import { componentOf } from './eca-components.ts';
import { FakeClock } from './fake-clock.ts';
import { InMemoryHub } from './in-memory-hub.ts';

export interface Told<Code extends EventCode = EventCode> {
  readonly code: Code;
  readonly data: EventPayloads[Code];
}

/** The outside of a run, in memory. What it is made of can be looked into, and changed, between runs. */
export interface InMemoryOutside {
  readonly clock: FakeClock;
  readonly hub: InMemoryHub;
  /** By path, relative to the project. */
  readonly files: Map<string, string>;
  readonly intents: Map<string, VersionIntent>;
  readonly events: Told[];
  readonly questions: ConsentRequest[];
  readonly published: PublishedVersion[];
  readonly savedPlans: ReleasePlan[];
  readonly ports: ReleasePorts;
}

const PROJECT_TEXT = `{
  "packageDirectories": [{ "path": "force-app", "default": true, "versionNumber": "1.4.0.NEXT" }],
  "namespace": "acmeconnect",
  "sourceApiVersion": "67.0"
}
`;

export function outsideInMemory(): InMemoryOutside {
  const clock = new FakeClock();
  const hub = new InMemoryHub(clock);
  const files = new Map([['sfdx-project.json', PROJECT_TEXT]]);
  const intents = new Map<string, VersionIntent>();
  const events: Told[] = [];
  const questions: ConsentRequest[] = [];
  const published: PublishedVersion[] = [];
  const savedPlans: ReleasePlan[] = [];
  return {
    clock,
    hub,
    files,
    intents,
    events,
    questions,
    published,
    savedPlans,
    ports: {
      openHub: async (): Promise<DevHub> => Promise.resolve(hub),
      workspace: workspaceOf(files),
      source: sourceOf(files),
      git: GIT,
      journal: journalOf(intents),
      clock,
      artifacts: artifactsIn(published),
      consent: consentIn(questions),
      plans: plansIn(savedPlans),
      emit: (code, data) => events.push({ code, data }),
    },
  };
}

/** The payloads of the events of one kind, in their order. */
export function told<Code extends EventCode>(
  { events }: Pick<InMemoryOutside, 'events'>,
  code: Code,
): readonly EventPayloads[Code][] {
  return events.filter((event): event is Told<Code> => event.code === code).map(({ data }) => data);
}

export const COMMIT = '5f0c2a4b8d1e3f5a7b9c0d2e4f6a8b0c1d3e5f7a';

const GIT: Git = {
  isRepository: async () => Promise.resolve(true),
  headCommit: async () => Promise.resolve(COMMIT),
  tagsAtHead: async () => Promise.resolve([]),
  subjectsBetween: async () => Promise.resolve(undefined),
  uncommitted: async () => Promise.resolve([]),
};

function workspaceOf(files: Map<string, string>): Workspace {
  const projectText = (): string => files.get('sfdx-project.json') ?? '';
  return {
    projectDir: '/project',
    readProject: async () => Promise.resolve(parseProjectFile(projectText())),
    editedProject: async (edit) =>
      Promise.resolve({
        path: 'sfdx-project.json',
        bytes: Buffer.from(editProjectText(projectText(), edit)),
      }),
    read: async (path) => {
      const text = files.get(path);
      return Promise.resolve(text === undefined ? undefined : Buffer.from(text));
    },
    check: async () => Promise.resolve(),
    apply: async ({ writes, removals }) => {
      const written = writes
        .map(({ path, bytes }) => ({ path, text: Buffer.from(bytes).toString('utf8') }))
        .filter(({ path, text }) => files.get(path) !== text);
      for (const { path, text } of written) files.set(path, text);
      const removed = removals.filter((path) => files.delete(path));
      return Promise.resolve({ written: written.map(({ path }) => path), removed });
    },
  };
}

const SUFFIX = '-meta.xml';

/** Files are called Type.FullName-meta.xml: which suffix Salesforce gives a type is a matter of the real adapter. */
function sourceOf(files: ReadonlyMap<string, string>): PackageSource {
  return {
    read: async (directory) => {
      const found = [...files].filter(
        ([path]) => path.startsWith(`${directory}/`) && path.endsWith(SUFFIX),
      );
      return Promise.resolve(found.map(([path, text]) => sourceComponent(path, text)));
    },
    pathFor: (directory, { type, fullName }) => `${directory}/${type}.${fullName}${SUFFIX}`,
    manifest: async (components, apiVersion) =>
      Promise.resolve([apiVersion, ...components.map(keyOf).toSorted()].join('\n')),
    isIgnored: () => false,
  };
}

function sourceComponent(path: string, text: string): SourceComponent {
  const name = path.slice(path.lastIndexOf('/') + 1, -SUFFIX.length);
  const component = componentOf('', name.slice(name.indexOf('.') + 1), text);
  const read = readMetadata(text);
  return { ...component, type: read.kind === 'tree' ? read.root.name : '', path };
}

function keyOf({ type, fullName }: ComponentRef): string {
  return `${type}:${fullName}`;
}

function journalOf(intents: Map<string, VersionIntent>): Journal {
  const keyFor = (...identity: readonly string[]): string => identity.join(' ');
  return {
    find: async (...identity) => Promise.resolve(intents.get(keyFor(...identity))),
    record: async (intent) => {
      intents.set(keyFor(intent.hubOrgId, intent.packageId, intent.releaseKey), intent);
      return Promise.resolve();
    },
    forget: async (...identity) => {
      intents.delete(keyFor(...identity));
      return Promise.resolve();
    },
  };
}

function artifactsIn(published: PublishedVersion[]): ArtifactStore {
  let lastIndex: string | undefined;
  return {
    publish: async (version) => {
      const before = published.findLast(({ versionId }) => versionId === version.versionId);
      const isSame = JSON.stringify(before) === JSON.stringify(version);
      if (!isSame) published.push(version);
      return Promise.resolve({
        directory: `/project/artifacts/${version.number}`,
        files: [`/project/artifacts/${version.number}/install-links.md`],
        changed: isSame ? [] : ['install-links.md'],
        links: [],
      });
    },
    publishIndex: async (index) => {
      const isSame = lastIndex === JSON.stringify(index);
      lastIndex = JSON.stringify(index);
      return Promise.resolve({
        directory: '/project/artifacts',
        files: ['/project/artifacts/versions.json', '/project/artifacts/index.html'],
        changed: isSame ? [] : ['versions.json', 'index.html'],
      });
    },
    recordRun: async () => Promise.resolve(),
  };
}

function plansIn(saved: ReleasePlan[]): PlanStore {
  return {
    save: async (plan) => {
      saved.push(plan);
      return Promise.resolve('/project/.eca-release/plan.json');
    },
  };
}

function consentIn(questions: ConsentRequest[]): Consent {
  return {
    require: async (request) => {
      questions.push(request);
      return Promise.resolve();
    },
  };
}
