import type { DoctorReport } from './doctor/report.ts';
import type { Failure } from './errors.ts';
import type { RunEvent, StageId } from './events.ts';
import type { LintReport } from './lint/finding.ts';
import type { ReleasePlan } from './plan/release-plan.ts';
import type { PublishedVersion } from './published-version.ts';
import type { ReleaseConfig } from './release-config.ts';

export interface StageRecord {
  readonly stage: StageId;
  readonly package?: string;
  readonly outcome: 'done' | 'skipped' | 'failed';
  /** What was done, or why nothing was. */
  readonly text: string;
  readonly durationMs: number;
}

/** One run as data: what --json prints and run.json holds. */
export interface RunRecord {
  readonly kind: 'eca-release/run';
  readonly formatVersion: 1;
  readonly tool: { readonly name: 'eca-release'; readonly version: string };
  readonly verb: string;
  readonly isRehearsal: boolean;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly outcome: 'succeeded' | 'failed' | 'aborted';
  readonly failure?: Failure;
  readonly stages: readonly StageRecord[];
  readonly warnings: readonly string[];
  /** What lint found; absent where it was not asked, or could not finish. */
  readonly lint?: LintReport;
  /** What a release would do; only of the verb that plans. */
  readonly plan?: ReleasePlan;
  /** What doctor found; only of the verb that examines. */
  readonly doctor?: DoctorReport;
  readonly versions: readonly PublishedVersion[];
  /** Absolute paths. */
  readonly artifacts: readonly string[];
  /** The effective configuration; absent where the run failed before there was one. */
  readonly config?: ReleaseConfig;
}

/** The record of a run, folded from its events, so that it cannot disagree with what was shown. */
export function runRecordOf(
  events: readonly RunEvent[],
  config: ReleaseConfig | undefined,
): RunRecord {
  const stages: StageRecord[] = [];
  const warnings: string[] = [];
  const versions: PublishedVersion[] = [];
  const artifacts: string[] = [];
  let plan: ReleasePlan | undefined;
  let doctor: DoctorReport | undefined;
  let lint: LintReport | undefined;
  let start = { verb: '', rehearsal: false, toolVersion: '' };
  // Until the run says that it went well, it did not.
  let end: { outcome: RunRecord['outcome']; durationMs: number; failure?: Failure } = {
    outcome: 'failed',
    durationMs: 0,
  };
  for (const event of events) {
    switch (event.code) {
      case 'run.started':
        start = event.data;
        break;
      case 'stage.done':
        stages.push(stageRecord(event.data, 'done', event.data.summary));
        break;
      case 'stage.skipped':
        stages.push(stageRecord(event.data, 'skipped', event.data.reason));
        break;
      case 'stage.failed':
        stages.push(stageRecord(event.data, 'failed', event.data.failure.message));
        break;
      case 'warning.raised':
        warnings.push(event.data.message);
        break;
      case 'lint.finished':
        lint = event.data;
        break;
      case 'doctor.finished':
        doctor = event.data;
        break;
      case 'plan.made':
        plan = event.data.plan;
        break;
      case 'version.published':
        versions.push(event.data.version);
        artifacts.push(...event.data.artifacts);
        break;
      case 'run.finished':
        end = event.data;
        break;
      case 'stage.started':
      case 'stage.progressed':
      case 'workspace.changed':
      case 'create.requested':
      case 'create.progressed':
        break;
    }
  }
  return {
    kind: 'eca-release/run',
    formatVersion: 1,
    tool: { name: 'eca-release', version: start.toolVersion },
    verb: start.verb,
    isRehearsal: start.rehearsal,
    startedAt: events[0]?.at ?? '',
    durationMs: end.durationMs,
    outcome: end.outcome,
    ...(end.failure !== undefined && { failure: end.failure }),
    stages,
    warnings,
    ...(lint !== undefined && { lint }),
    ...(plan !== undefined && { plan }),
    ...(doctor !== undefined && { doctor }),
    versions,
    artifacts,
    ...(config !== undefined && { config }),
  };
}

function stageRecord(
  data: { readonly stage: StageId; readonly package?: string; readonly durationMs: number },
  outcome: StageRecord['outcome'],
  text: string,
): StageRecord {
  return {
    stage: data.stage,
    ...(data.package !== undefined && { package: data.package }),
    outcome,
    text,
    durationMs: data.durationMs,
  };
}
