import type { RunEvent, StageId } from '../domain/events.ts';
import { durationText } from './duration-text.ts';
import { fitTo } from './fit-to.ts';
import type { Look } from './look.ts';
import { aboutPackage } from './stage-text.ts';
import { STAGE_COLUMNS } from './terminal-line.ts';

/** What goes on at this moment. */
export interface LiveState {
  readonly stage: StageId;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** What goes on after an event. */
export function liveStateAfter(
  state: LiveState | undefined,
  event: RunEvent,
): LiveState | undefined {
  switch (event.code) {
    case 'stage.started':
      return {
        stage: event.data.stage,
        text: aboutPackage(event.data.package, ''),
        since: Date.parse(event.at),
      };
    case 'stage.progressed':
      return state && { ...state, text: aboutPackage(event.data.package, event.data.detail) };
    case 'create.progressed':
      return state && { ...state, text: aboutPackage(event.data.package, event.data.status) };
    case 'stage.done':
    case 'stage.skipped':
    case 'stage.failed':
    case 'run.finished':
      return undefined;
    case 'run.started':
    case 'warning.raised':
    case 'doctor.finished':
    case 'lint.finished':
    case 'workspace.changed':
    case 'create.requested':
    case 'plan.made':
    case 'version.published':
      return state;
  }
}

// Most stages are done sooner; a number that appears for a moment only makes the eye jump.
const SHOW_ELAPSED_FROM_MS = 2_000;

interface Moment {
  readonly now: number;
  /** Counts the redraws. */
  readonly frame: number;
  readonly columns: number;
}

/** The live line at a moment, one column short of the terminal: a full line would wrap, and could not be taken back. */
export function liveLineFor(state: LiveState, moment: Moment, { paint, symbols }: Look): string {
  const spinner = symbols.frames[moment.frame % symbols.frames.length] ?? '';
  const elapsedMs = moment.now - state.since;
  const elapsed =
    elapsedMs < SHOW_ELAPSED_FROM_MS
      ? ''
      : `  ${durationText(Math.floor(elapsedMs / 1000) * 1000)}`;
  const room = moment.columns - 1 - 2 - elapsed.length;
  const text = fitTo(`${state.stage.padEnd(STAGE_COLUMNS)}${state.text}`, room, symbols.ellipsis);
  if (room < 1) return fitTo(spinner, moment.columns - 1, '');
  return `${paint('cyan', spinner)} ${text}${paint('dim', elapsed)}`;
}
