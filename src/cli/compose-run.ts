import { dirname, join, resolve } from 'node:path';
import { createArtifactStore } from '../artifacts/artifact-store.ts';
import { planFile, readPlan } from '../artifacts/plan-file.ts';
import type { Emit } from '../domain/events.ts';
import type { HubLogin } from '../domain/hub-login.ts';
import type { ReleaseConfig } from '../domain/release-config.ts';
import type { RunningHub } from '../embedded-hub/start-hub.ts';
import type { DoctorPorts } from '../pipeline/doctor.ts';
import type { ReleaseRequest } from '../pipeline/release-context.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import { writeAtomically } from '../workspace/atomic-write.ts';
import { openGitCheckout } from '../workspace/git-checkout.ts';
import { forgetJournal, openJournal } from '../workspace/journal-file.ts';
import { openProjectSurroundings } from '../workspace/project-surroundings.ts';
import { copyForRehearsal } from '../workspace/rehearsal-copy.ts';
import { removeLeftovers } from '../workspace/remove-leftovers.ts';
import { makeStateDirectory, STATE_DIRECTORY } from '../workspace/state-directory.ts';
import { systemClock } from '../workspace/system-clock.ts';
import { openWorkspace } from '../workspace/workspace-folder.ts';
import { consentFor } from './ask-consent.ts';
import type { HubChoice } from './choose-hub.ts';
import { isTagBuild, variable, type Environment } from './environment.ts';
import { orgsOf } from './open-orgs.ts';
import { embeddedHubOf, startEmbeddedHub } from './rehearsal-hub.ts';
import type { RunFlags } from './run-flags.ts';

export interface RunParts {
  readonly projectDir: string;
  readonly flags: RunFlags;
  readonly config: ReleaseConfig;
  /** As messages show it. */
  readonly configFile: string;
  readonly choice: HubChoice;
  readonly environment: Environment;
  readonly installationKeys: ReadonlyMap<string, string>;
  readonly emit: Emit;
  /** Takes secrets out of what is written for people. */
  readonly redact: <Value>(value: Value) => Value;
  readonly signal: AbortSignal;
  readonly isInteractive: boolean;
  readonly pauseReporter: () => void;
}

/** A run, ready to go: what was asked for, and the outside it works on. */
export interface ComposedRun {
  readonly request: ReleaseRequest;
  readonly ports: DoctorPorts;
  /** Ends what is under way; the run then fails by itself. */
  interrupt(): Promise<void>;
  close(): Promise<void>;
}

/** Chooses the implementations of all ports: the one place that knows them. */
export async function composeRun(parts: RunParts): Promise<ComposedRun> {
  const { projectDir, flags, config, choice, environment, emit } = parts;
  const isRehearsal = choice.kind === 'rehearsal';
  const git = openGitCheckout(projectDir);
  const agreedPlan = flags.plan === undefined ? undefined : await readPlan(resolve(flags.plan));
  // Salesforce's libraries take a third of a second to load: only now, when they are needed.
  const [{ salesforcePackageSource }, { openTransport }] = await Promise.all([
    import('../salesforce/package-source.ts'),
    import('../salesforce/transport/transport.ts'),
  ]);
  const transport = openTransport({ requestMs: config.wait.requestSeconds * 1_000 });
  const clock = systemClock(parts.signal);
  const hub = embeddedHubOf(projectDir);
  const stateDir = isRehearsal ? hub.stateDir : join(projectDir, STATE_DIRECTORY);
  // First, since only one run at a time has it: the copy below replaces that of an earlier rehearsal.
  const embedded = isRehearsal
    ? await startEmbeddedHub({ ...hub, fresh: flags.fresh === true })
    : undefined;
  async function close(): Promise<void> {
    await transport.close();
    await embedded?.close();
  }
  const workDir = isRehearsal
    ? await rehearsalFiles(projectDir, config, flags.fresh === true).catch(
        async (error: unknown) => {
          await close();
          throw error;
        },
      )
    : projectDir;
  const outputDir = join(projectDir, config.output, isRehearsal ? 'rehearsal' : '');
  await removeLeftovers({
    folders: [
      ...config.packages.map(({ path }) => join(workDir, path)),
      outputDir,
      join(stateDir, 'journal'),
    ],
    flat: [workDir, join(workDir, 'manifest'), join(workDir, STATE_DIRECTORY)],
  });

  const orgs = orgsOf({
    transport,
    clock,
    login: choice.kind === 'real' ? choice.login : loginOf(embedded),
    isEmbedded: isRehearsal,
    projectDir: workDir,
    warn: (message) => emit('warning.raised', { message, actions: [] }),
  });
  const consentMode =
    isRehearsal || flags.yes === true ? 'given' : parts.isInteractive ? 'ask' : 'impossible';
  const request: ReleaseRequest = {
    config,
    configFile: parts.configFile,
    buildTag: isTagBuild(environment) ? variable(environment, 'GITHUB_REF_NAME') : undefined,
    installationKeys: parts.installationKeys,
    retryFailed: flags.retryFailed === true,
    promote: flags.promote === true,
    acceptRemovedMetadata: flags.acceptRemovedMetadata === true,
    isRehearsal,
    ...(agreedPlan !== undefined && { agreedPlan, ...agreedPlan.asked }),
  };
  return {
    request,
    ports: {
      ...orgs,
      surroundings: openProjectSurroundings(projectDir),
      workspace: openWorkspace({
        projectDir: workDir,
        git,
        force: flags.force === true,
        ...(isRehearsal && { original: { projectDir, git } }),
      }),
      source: salesforcePackageSource(workDir),
      git,
      journal: openJournal(stateDir),
      clock,
      artifacts: createArtifactStore({
        outputDir,
        writeFile: writeAtomically,
      }),
      plans: plansIn(parts),
      consent: consentFor(consentMode, parts.pauseReporter, parts.signal),
      emit,
    },
    interrupt: async () => transport.close(),
    close,
  };
}

function plansIn({ projectDir, flags, redact }: RunParts): PlanStore {
  const stateDir = join(projectDir, STATE_DIRECTORY);
  return planFile({
    file: flags.out === undefined ? join(stateDir, 'plan.json') : resolve(flags.out),
    redact,
    writeFile: async (file, bytes) => {
      // A plan that was asked for in another place is there to be handed on: as open as the user's umask makes it.
      if (dirname(file) !== stateDir) return writeAtomically(file, bytes);
      await makeStateDirectory(stateDir);
      await writeAtomically(file, bytes, 0o600);
    },
  });
}

/** The copy that a rehearsal works on; what is forgotten with the hub is forgotten by the journal too. */
async function rehearsalFiles(
  projectDir: string,
  config: ReleaseConfig,
  isFresh: boolean,
): Promise<string> {
  if (isFresh) await forgetJournal(embeddedHubOf(projectDir).stateDir);
  return copyForRehearsal(projectDir, definitionFilesOf(config));
}

function loginOf(embedded: RunningHub | undefined): HubLogin {
  return {
    kind: 'access-token',
    accessToken: embedded?.login.accessToken ?? '',
    instanceUrl: embedded?.url ?? '',
  };
}

function definitionFilesOf({ packages }: ReleaseConfig): readonly string[] {
  return packages.flatMap(({ definitionFile }) => definitionFile ?? []);
}
