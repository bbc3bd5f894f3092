import type { EventPayloads, RunEvent } from '../domain/events.ts';
import { durationText } from './duration-text.ts';
import { failureText } from './failure-text.ts';
import type { Look } from './look.ts';
import { planText } from './plan-text.ts';
import { rehearsalEndText } from './rehearsal-text.ts';
import { resultText } from './result-text.ts';
import type { TextStream } from './text-stream.ts';

/** Where people read: what happens goes to stdout, the explanation of a failure to stderr. */
export interface HumanOutput {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly look: Look;
  readonly errorLook: Look;
}

const ENDINGS = { succeeded: 'Done in', failed: 'Failed after', aborted: 'Stopped after' };

/** Writes what a run leaves behind once it has finished: also when a later package failed, the earlier ones are there. */
export function createHumanClosing({
  stdout,
  stderr,
  look,
  errorLook,
}: HumanOutput): (event: RunEvent) => void {
  const published: EventPayloads['version.published'][] = [];
  let plan: EventPayloads['plan.made'] | undefined;
  let start: EventPayloads['run.started'] | undefined;
  return (event) => {
    if (event.code === 'run.started') start = event.data;
    if (event.code === 'version.published') published.push(event.data);
    if (event.code === 'plan.made') plan = event.data;
    if (event.code !== 'run.finished') return;
    const { outcome, durationMs, failure } = event.data;
    const blocks = [
      ...(plan === undefined ? [] : [planText(plan, look)]),
      ...published.map((version) => resultText(version, look)),
      look.paint(
        outcome === 'failed' ? 'red' : 'dim',
        `${ENDINGS[outcome]} ${durationText(durationMs)}.`,
      ),
      ...(start?.rehearsal === true
        ? [rehearsalEndText(start.verb, outcome === 'succeeded', look)]
        : []),
    ];
    stdout.write(`\n${blocks.join('\n\n')}\n`);
    if (failure !== undefined) stderr.write(`\n${failureText(failure, errorLook)}\n`);
  };
}
