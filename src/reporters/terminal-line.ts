import type { RunEvent } from '../domain/events.ts';
import { doctorText } from './doctor-text.ts';
import { durationText } from './duration-text.ts';
import { lintText } from './lint-text.ts';
import type { Look } from './look.ts';
import { printable, printableLines } from './printable.ts';
import { rehearsalStartText } from './rehearsal-text.ts';
import { aboutPackage, changedFilesTexts } from './stage-text.ts';

/** Wide enough for the longest stage name. */
export const STAGE_COLUMNS = 11;

/** What stays in the terminal after an event; what is only of the moment belongs to the live line. */
export function terminalLineFor(event: RunEvent, look: Look): string | undefined {
  const { paint, symbols } = look;
  switch (event.code) {
    case 'run.started': {
      const { toolVersion, verb, rehearsal } = event.data;
      const title = `${paint('bold', `eca-release ${verb}`)}  ${paint('dim', toolVersion)}`;
      return `${rehearsal ? `${title}\n\n${rehearsalStartText(look)}` : title}\n`;
    }
    case 'stage.done': {
      const { stage, package: packageName, summary, durationMs } = event.data;
      const text = aboutPackage(packageName, summary);
      const duration = paint('dim', durationText(durationMs));
      return `${paint('green', symbols.done)} ${stage.padEnd(STAGE_COLUMNS)}${text}  ${duration}`;
    }
    case 'stage.skipped': {
      const { stage, package: packageName, reason } = event.data;
      const text = `${stage.padEnd(STAGE_COLUMNS)}${aboutPackage(packageName, reason)}`;
      return paint('dim', `${symbols.skipped} ${text}`);
    }
    case 'stage.failed': {
      const { stage, package: packageName, failure, durationMs } = event.data;
      const text = paint('red', aboutPackage(packageName, failure.code));
      const duration = paint('dim', durationText(durationMs));
      return `${paint('red', symbols.failed)} ${stage.padEnd(STAGE_COLUMNS)}${text}  ${duration}`;
    }
    case 'create.requested': {
      const text = aboutPackage(event.data.package, `asked, request ${event.data.requestId}`);
      return paint('dim', `${symbols.note} ${'version'.padEnd(STAGE_COLUMNS)}${text}`);
    }
    case 'workspace.changed': {
      const lines = changedFilesTexts(event.data).map(([word, text]) =>
        paint('dim', `${symbols.note} ${'files'.padEnd(STAGE_COLUMNS)}${word}: ${text}`),
      );
      return lines.length === 0 ? undefined : lines.join('\n');
    }
    case 'doctor.finished':
      return `\n${doctorText(event.data, look)}`;
    case 'lint.finished':
      return lintText(event.data, look);
    case 'warning.raised':
      return [
        `${paint('yellow', symbols.warning)} ${printableLines(event.data.message, '  ')}`,
        ...event.data.actions.map((action) => paint('dim', `  - ${printable(action)}`)),
      ].join('\n');
    case 'stage.started':
    case 'stage.progressed':
    case 'create.progressed':
    case 'plan.made':
    case 'version.published':
    case 'run.finished':
      return undefined;
  }
}
