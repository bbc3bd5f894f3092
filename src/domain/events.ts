import type { DoctorReport } from './doctor/report.ts';
import type { Failure } from './errors.ts';
import type { LintReport } from './lint/finding.ts';
import type { ReleasePlan } from './plan/release-plan.ts';
import type { InstallLink, PublishedVersion } from './published-version.ts';

/** The stages, in the order in which a release goes through them. */
export const STAGES = [
  'connect',
  'preflight',
  'discover',
  'manifest',
  'retrieve',
  'prune',
  'lint',
  'wire',
  'package',
  'version',
  'verify',
  'promote',
  'publish',
  'github',
] as const;

export type StageId = (typeof STAGES)[number];

interface StageRef {
  readonly stage: StageId;
  /** The package the stage works on; absent where it works on all of them together. */
  readonly package?: string;
}

/**
 * What a run tells while it goes. The code is the contract, the texts are not. Reporters turn these into output, and
 * run.json is a fold over them, so that a report can never disagree with the log.
 */
export interface EventPayloads {
  'run.started': {
    readonly verb: string;
    readonly rehearsal: boolean;
    readonly toolVersion: string;
  };
  'stage.started': StageRef;
  /** What a stage is doing right now; replaces the stage's last one. */
  'stage.progressed': StageRef & { readonly detail: string };
  'stage.done': StageRef & { readonly summary: string; readonly durationMs: number };
  'stage.skipped': StageRef & { readonly reason: string; readonly durationMs: number };
  'stage.failed': StageRef & { readonly failure: Failure; readonly durationMs: number };
  'warning.raised': { readonly message: string; readonly actions: readonly string[] };
  /** Files of the workspace that were written or removed, relative to the project. */
  'workspace.changed': { readonly written: readonly string[]; readonly removed: readonly string[] };
  /** What lint found; src/domain/lint/finding.ts describes it. */
  'lint.finished': LintReport;
  /** What a release would do; src/domain/plan/release-plan.ts describes it. The file is an absolute path. */
  'plan.made': { readonly plan: ReleasePlan; readonly file: string };
  /** What doctor found; src/domain/doctor/finding.ts describes it. */
  'doctor.finished': DoctorReport;
  'create.requested': { readonly package: string; readonly requestId: string };
  'create.progressed': {
    readonly package: string;
    readonly requestId: string;
    /** Salesforce's own word, also one that this tool does not know. */
    readonly status: string;
    readonly waitedMs: number;
  };
  'version.published': {
    readonly version: PublishedVersion;
    /** Absolute path of the version's folder. */
    readonly directory: string;
    readonly links: readonly InstallLink[];
    /** Absolute paths of the artifacts that were written, install-links.html first. */
    readonly artifacts: readonly string[];
  };
  'run.finished': {
    readonly outcome: 'succeeded' | 'failed' | 'aborted';
    readonly durationMs: number;
    readonly failure?: Failure;
  };
}

export type EventCode = keyof EventPayloads;

export type RunEvent = {
  [Code in EventCode]: {
    readonly code: Code;
    /** ISO 8601, UTC. */
    readonly at: string;
    readonly data: EventPayloads[Code];
  };
}[EventCode];

export type Emit = <Code extends EventCode>(code: Code, data: EventPayloads[Code]) => void;

/** Takes events as they happen. */
export interface Reporter {
  receive(event: RunEvent): void;
  /** Called before a question is asked in the same terminal; what is live comes back with the next event. */
  pause?(): void;
  /** Called once, after the last event: stop spinners, print the one document. */
  close?(): void;
}
