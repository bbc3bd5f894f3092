import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { startHub, type RunningHub } from '../../src/embedded-hub/start-hub.ts';
import type { InstalledSf } from './install-sf.ts';
import { ALIASES, copyHome, type Alias, type HomeTemplate } from './logged-in-home.ts';
import { orgApi, type OrgApi } from './org-api.ts';
import type { Row } from './row.ts';
import { runSf, type SfOptions, type SfOutcome } from './run-sf.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const PROJECT_FILES = ['force-app', 'manifest', 'config', '.forceignore', '.gitignore'];

/** What one row works on: orgs, a user who is logged in to them, and a project; nothing of it is shared. */
export interface Bench {
  readonly hub: RunningHub;
  readonly sfVersion: string;
  /** Empty but for what the row puts there. */
  readonly folder: string;
  readonly home: string;
  readonly projectDir: string;
  org(alias: Alias): OrgApi;
  /** A package or version of the hub by its alias in sfdx-project.json: "Name" or "Name@1.2.3-4". */
  id(alias: string): string;
  /** Runs sf in the project. */
  sf(args: readonly string[], options?: Partial<SfOptions>): Promise<SfOutcome>;
  /** What sf did so far. */
  readonly outcomes: readonly SfOutcome[];
  /** Replaces what the project file says of the package directory. */
  describePackage(entry: Readonly<Record<string, unknown>>): Promise<void>;
  readProject(): Promise<ProjectFile>;
  /** Lets time pass in the hub. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

export interface ProjectFile {
  readonly packageDirectories: readonly Readonly<Record<string, unknown>>[];
  readonly packageAliases: Readonly<Record<string, string>>;
}

export interface BenchParts {
  readonly sf: InstalledSf;
  readonly homeTemplate: HomeTemplate;
}

export async function openBench(
  { sf, homeTemplate }: BenchParts,
  { seed = {}, isLoggedIn = true, isTls = false }: Row,
): Promise<Bench> {
  const surroundings = await makeFolder();
  const [folder, temporary, home, projectDir] = ['own', 'tmp', 'home', 'project'].map((name) =>
    join(surroundings, name),
  ) as [string, string, string, string];
  await mkdir(folder);
  await mkdir(temporary);
  await mkdir(projectDir);
  const hub = await startConformanceHub(surroundings, seed, isTls);
  if (isLoggedIn) await copyHome(homeTemplate, home, hub);
  else await mkdir(home);
  for (const file of PROJECT_FILES)
    await cp(join(REPOSITORY, file), join(projectDir, file), { recursive: true });
  const apiVersion = await newestApiVersion(hub);
  const org = (alias: Alias): OrgApi => {
    const login = hub.logins[ALIASES.indexOf(alias)];
    if (login === undefined) throw new Error(`orgs.yaml has no org for ${alias}`);
    return orgApi(hub.url, login, apiVersion);
  };
  const aliases = await aliasesOf(org('hub'));
  const projectFile = join(projectDir, 'sfdx-project.json');
  const writeProject = async (entry: Readonly<Record<string, unknown>>): Promise<void> => {
    const project = {
      packageDirectories: [{ path: 'force-app', default: true, ...entry }],
      name: 'acme-connector',
      namespace: 'acmeconnect',
      sourceApiVersion: '67.0',
      packageAliases: aliases,
    };
    await writeFile(projectFile, `${JSON.stringify(project, undefined, 2)}\n`);
  };
  await writeProject({
    package: 'Acme Connector',
    versionName: 'ver 1.3',
    versionNumber: '1.3.0.NEXT',
    ancestorVersion: 'HIGHEST',
  });
  const outcomes: SfOutcome[] = [];
  return {
    hub,
    sfVersion: sf.version,
    folder,
    home,
    projectDir,
    outcomes,
    org,
    id: (alias) => {
      const id = aliases[alias];
      if (id === undefined) throw new Error(`orgs.yaml has no ${alias}`);
      return id;
    },
    sf: async (args, options) => {
      const outcome = await runSf(sf, args, { cwd: projectDir, home, temporary, ...options });
      outcomes.push(outcome);
      return outcome;
    },
    describePackage: writeProject,
    readProject: async () => JSON.parse(await readFile(projectFile, 'utf8')) as ProjectFile,
    advance: async (advanceMs) => {
      await fetch(`${hub.url}/__hub/clock`, {
        method: 'POST',
        body: JSON.stringify({ advanceMs }),
      });
    },
    close: async () => {
      await hub.close();
      await rm(surroundings, { recursive: true, force: true });
    },
  };
}

/** The orgs of orgs.yaml, changed. */
export async function startConformanceHub(
  folder: string,
  seed: Readonly<Record<string, unknown>> = {},
  isTls = false,
): Promise<RunningHub> {
  const seedFile = join(folder, 'seed.yaml');
  const shipped = join(REPOSITORY, 'config', 'embedded-hub.yaml');
  const own = join(import.meta.dirname, 'orgs.yaml');
  const seeds = [await readYaml(shipped), await readYaml(own), seed];
  await writeFile(seedFile, stringify(seeds.reduce(merged)));
  // The certificate lies in the state folder.
  const stateDir = join(folder, 'state');
  return startHub({ seedFile, port: 0, tls: isTls, ...(isTls && { stateDir }) });
}

export async function makeFolder(): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), 'eca-release-conformance-')));
}

async function newestApiVersion({ url }: RunningHub): Promise<string> {
  const response = await fetch(`${url}/services/data`);
  const versions = (await response.json()) as readonly { readonly version: string }[];
  return versions.at(-1)?.version ?? '';
}

/** Maps are merged key by key; everything else is replaced. */
function merged(
  before: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const values = Object.entries(changes).map(([key, value]) => {
    const old = before[key];
    return [key, isMap(old) && isMap(value) ? merged(old, value) : value] as const;
  });
  return { ...before, ...Object.fromEntries(values) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readYaml(file: string): Promise<Readonly<Record<string, unknown>>> {
  return parse(await readFile(file, 'utf8')) as Readonly<Record<string, unknown>>;
}

async function aliasesOf(hub: OrgApi): Promise<Readonly<Record<string, string>>> {
  const packages = await hub.query('SELECT Id, Name FROM Package2');
  const versions = await hub.query(
    'SELECT SubscriberPackageVersionId, Package2.Name, MajorVersion, MinorVersion, PatchVersion, BuildNumber FROM Package2Version',
  );
  return Object.fromEntries([
    ...packages.map(({ Id, Name }) => [Name, Id]),
    ...versions.map((version) => {
      const { MajorVersion, MinorVersion, PatchVersion, BuildNumber } = version;
      const number = [MajorVersion, MinorVersion, PatchVersion].join('.');
      const { Name } = version['Package2'] as { readonly Name: string };
      return [
        `${Name}@${number}-${String(BuildNumber)}`,
        version['SubscriberPackageVersionId'],
      ] as const;
    }),
  ]) as Record<string, string>;
}
