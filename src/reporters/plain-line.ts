import type { RunEvent, StageId } from '../domain/events.ts';
import { doctorText } from './doctor-text.ts';
import { durationText } from './duration-text.ts';
import { lintText } from './lint-text.ts';
import { PLAIN_LOOK, type Look } from './look.ts';
import { printable, printableLines } from './printable.ts';
import { rehearsalStartText } from './rehearsal-text.ts';
import { aboutPackage, changedFilesTexts } from './stage-text.ts';

/** What a log says about one event; nothing where another event of the same run says it better. */
export function plainLineFor(event: RunEvent, look: Look = PLAIN_LOOK): string | undefined {
  const { paint } = look;
  switch (event.code) {
    case 'run.started': {
      const { toolVersion, verb, rehearsal } = event.data;
      const title = `eca-release ${toolVersion}: ${verb}`;
      return rehearsal ? `${title}\n\n${rehearsalStartText(look)}\n` : title;
    }
    case 'stage.progressed':
      return row(event.data.stage, 'running', aboutPackage(event.data.package, event.data.detail));
    case 'stage.done': {
      const { stage, package: packageName, summary, durationMs } = event.data;
      const text = `${aboutPackage(packageName, summary)} (${durationText(durationMs)})`;
      return row(stage, 'done', text, (word) => paint('green', word));
    }
    case 'stage.skipped':
      return row(event.data.stage, 'skipped', aboutPackage(event.data.package, event.data.reason));
    case 'stage.failed': {
      const { stage, package: packageName, failure, durationMs } = event.data;
      const text = `${aboutPackage(packageName, failure.code)} (${durationText(durationMs)})`;
      return row(stage, 'failed', text, (word) => paint('red', word));
    }
    case 'create.requested':
      return row(
        'version',
        'asked',
        aboutPackage(event.data.package, `request ${event.data.requestId}`),
      );
    case 'create.progressed': {
      const { package: packageName, status, waitedMs } = event.data;
      const waited = waitedMs < 1000 ? '' : ` (${durationText(waitedMs)})`;
      const text = `${aboutPackage(packageName, status)}${waited}`;
      return row('version', 'waiting', text);
    }
    case 'workspace.changed': {
      const lines = changedFilesTexts(event.data).map(([word, text]) => row('files', word, text));
      return lines.length === 0 ? undefined : lines.join('\n');
    }
    case 'doctor.finished':
      return `\n${doctorText(event.data, look)}`;
    case 'lint.finished':
      return lintText(event.data, look);
    case 'warning.raised':
      return [
        `${paint('yellow', 'warning')}    ${printableLines(event.data.message, '           ')}`,
        ...event.data.actions.map((action) => `           - ${printable(action)}`),
      ].join('\n');
    case 'stage.started':
    case 'plan.made':
    case 'version.published':
    case 'run.finished':
      return undefined;
  }
}

function row(
  stage: StageId | 'files',
  word: string,
  text: string,
  paintWord: (word: string) => string = (same) => same,
): string {
  return `${stage.padEnd(11)}${paintWord(word)}${' '.repeat(9 - word.length)}${text}`;
}
