import { resolve } from 'node:path';
import { loadConfig } from '../config/load-config.ts';
import { EXIT, exitCodeFor, failureOf, type Failure } from '../domain/errors.ts';
import type { Emit, EventPayloads, RunEvent } from '../domain/events.ts';
import { interrupted } from '../domain/interrupted.ts';
import { redactorFor } from '../domain/redaction.ts';
import type { ReleaseConfig } from '../domain/release-config.ts';
import { runRecordOf } from '../domain/run-record.ts';
import type { DoctorPorts } from '../pipeline/doctor.ts';
import type { ReleaseRequest } from '../pipeline/release-context.ts';
import type { Published } from '../pipeline/stages/publish.ts';
import { createReporter } from '../reporters/create-reporter.ts';
import type { TextStream } from '../reporters/text-stream.ts';
import { chooseHub, type HubChoice } from './choose-hub.ts';
import { composeRun, type ComposedRun } from './compose-run.ts';
import { endOnDefect } from './defects.ts';
import { isTagBuild, type Environment } from './environment.ts';
import { installationKeysOf, requireInstallationKeys, secretsOf } from './run-secrets.ts';
import { prepareGithubRelease, type GithubRelease } from './github-release.ts';
import { asksHub, type RunFlags } from './run-flags.ts';
import { abortOnSignals } from './signals.ts';
import { tellGithub } from './tell-github.ts';
import { TOOL_VERSION } from './tool-version.ts';
import { writeSarif } from './write-sarif.ts';

/** Where a run reads from and writes to: the process, or a test. */
export interface Surroundings {
  readonly environment: Environment;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Whether somebody can answer a question. */
  readonly isInteractive: boolean;
}

/** What a verb does, once everything it needs is there. */
export type Pipeline = (
  request: ReleaseRequest,
  ports: DoctorPorts,
) => Promise<readonly Published[] | void>;

/** What the frame has to know of a verb. */
export interface VerbFrame {
  readonly name: string;
  /** False: it asks a hub only where flags name one. */
  readonly needsHub: boolean;
  /** Whether it stops where an installation key is missing. */
  readonly needsKeys: boolean;
}

/** Runs one verb from its flags to its exit code: the same frame around every pipeline. */
export async function runVerb(
  { name: verb, needsHub, needsKeys }: VerbFrame,
  flags: RunFlags,
  pipeline: Pipeline,
  surroundings: Surroundings,
): Promise<number> {
  const { environment, stdout, stderr } = surroundings;
  const startedAt = Date.now();
  const projectDir = resolve(flags.projectDir);
  const events: RunEvent[] = [];
  let config: ReleaseConfig | undefined;
  let redact = redactorFor(secretsOf(environment, []));
  const reporter = createReporter({
    format: flags.json === true ? 'json' : flags.events === true ? 'ndjson' : 'auto',
    stdout,
    stderr,
    environment,
    projectDir,
    config: () => config,
  });
  const emit: Emit = (code, data) => {
    const event = redact({ code, at: new Date().toISOString(), data }) as RunEvent;
    events.push(event);
    reporter.receive(event);
  };
  const tellEnd = (error: unknown): void => {
    emit('run.finished', finishedData(error, Date.now() - startedAt));
    reporter.close?.();
    if (flags.debug === true && error instanceof Error)
      stderr.write(`${redact(debugText(error))}\n`);
  };

  let run: ComposedRun | undefined;
  const signals = abortOnSignals(() => void run?.interrupt());
  const defects = endOnDefect(
    (text) => redact(text),
    (error) => {
      const reason = signals.signal.aborted ? interrupted(error) : error;
      if (events.at(-1)?.code !== 'run.finished') tellEnd(reason);
      return exitCodeFor(reason);
    },
  );
  let githubRelease: GithubRelease | undefined;
  let releaseUrl: string | undefined;
  let thrown: unknown;
  try {
    const loaded = await loadConfig({
      projectDir,
      file: flags.config === undefined ? undefined : resolve(flags.config),
      overrides: { ...flags, packages: flags.package },
      environment,
    });
    ({ config } = loaded);
    const installationKeys = installationKeysOf(config, environment);
    redact = redactorFor(secretsOf(environment, [...installationKeys.values()]));
    if (needsKeys) requireInstallationKeys(config, installationKeys);
    const choice: HubChoice =
      needsHub || asksHub(flags)
        ? await chooseHubFor(projectDir, flags, config, environment)
        : { kind: 'none' };
    emit('run.started', started(verb, choice));
    run = await composeRun({
      projectDir,
      flags,
      config,
      configFile: loaded.shownPath,
      choice,
      environment,
      installationKeys,
      emit,
      redact,
      signal: signals.signal,
      isInteractive: surroundings.isInteractive,
      pauseReporter: () => reporter.pause?.(),
    });
    // Ctrl-C while the libraries were loading: there was nothing to interrupt yet.
    if (signals.signal.aborted) throw interrupted();
    if (flags.githubRelease !== undefined)
      githubRelease = await prepareGithubRelease(flags.githubRelease, choice.kind === 'rehearsal', {
        environment,
        ports: run.ports,
        emit,
        signal: signals.signal,
        hasSeveralPackages: config.packages.length > 1,
      });
    const published = (await pipeline(run.request, run.ports)) ?? [];
    releaseUrl = await githubRelease?.publish(published);
  } catch (error) {
    thrown = signals.signal.aborted ? interrupted(error) : error;
    if (events.length === 0) emit('run.started', started(verb, { kind: 'rehearsal' }, false));
  }
  const withEnd = (): readonly RunEvent[] => [
    ...events,
    redact({
      code: 'run.finished',
      at: new Date().toISOString(),
      data: finishedData(thrown, Date.now() - startedAt),
    }) as RunEvent,
  ];
  try {
    await recordRuns(run, withEnd(), config);
    if (flags.sarif !== undefined)
      await writeSarif(resolve(flags.sarif), { events, environment, projectDir });
  } catch (error) {
    thrown ??= error;
  }
  await tellGithub({ environment, projectDir, redact, emit }, withEnd(), releaseUrl);
  tellEnd(thrown);
  await githubRelease?.close();
  await run?.close();
  defects.stop();
  signals.stop();
  return thrown === undefined ? 0 : exitCodeFor(thrown);
}

async function chooseHubFor(
  projectDir: string,
  flags: RunFlags,
  config: ReleaseConfig,
  environment: Environment,
): Promise<HubChoice> {
  return chooseHub({
    targetDevHub: flags.targetDevHub,
    rehearse: flags.rehearse === true,
    requireDevHub: flags.requireDevHub === true || isTagBuild(environment),
    environment,
    configured: config.devHub,
    readCliDefault: async () =>
      (await import('../salesforce/login/stored-login.ts')).defaultDevHub(projectDir),
  });
}

function started(
  verb: string,
  choice: HubChoice,
  rehearsal = choice.kind === 'rehearsal',
): EventPayloads['run.started'] {
  return { verb, rehearsal, toolVersion: TOOL_VERSION };
}

function finishedData(thrown: unknown, durationMs: number): EventPayloads['run.finished'] {
  if (thrown === undefined) return { outcome: 'succeeded', durationMs };
  const failure: Failure = failureOf(thrown);
  return {
    outcome: failure.exitCode === EXIT.aborted ? 'aborted' : 'failed',
    durationMs,
    failure,
  };
}

/** Beside every version that was published, also where the run failed later on. */
async function recordRuns(
  run: ComposedRun | undefined,
  events: readonly RunEvent[],
  config: ReleaseConfig | undefined,
): Promise<void> {
  const record = runRecordOf(events, config);
  for (const event of events)
    if (event.code === 'version.published')
      await run?.ports.artifacts.recordRun(event.data.directory, record);
}

function debugText(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${debugText(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}
