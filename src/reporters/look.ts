import { styleText } from 'node:util';
import type { Environment, TextStream } from './text-stream.ts';

type StyleName = 'bold' | 'dim' | 'cyan' | 'green' | 'red' | 'yellow';

/** How text looks on one stream: with colours or without, with symbols that its font has. */
export interface Look {
  readonly paint: (style: StyleName | readonly StyleName[], text: string) => string;
  readonly symbols: Symbols;
}

interface Symbols {
  readonly done: string;
  readonly skipped: string;
  readonly failed: string;
  readonly warning: string;
  readonly note: string;
  readonly ellipsis: string;
  readonly arrow: string;
  readonly frames: readonly string[];
}

const UNICODE: Symbols = {
  done: '✔',
  skipped: '–',
  failed: '✖',
  warning: '▲',
  note: '·',
  ellipsis: '…',
  arrow: '→',
  frames: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
};
const ASCII: Symbols = {
  done: '+',
  skipped: '-',
  failed: 'x',
  warning: '!',
  note: '.',
  ellipsis: '...',
  arrow: '->',
  frames: ['|', '/', '-', '\\'],
};

/** Text without any escape sequence. */
export const PLAIN_LOOK: Look = { paint: (_style, text) => text, symbols: UNICODE };

export function lookFor(
  stream: TextStream,
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
): Look {
  return {
    paint: hasColours(stream, environment)
      ? (style, text) =>
          // The decision is taken above, for the environment that was given and not for the process's.
          styleText(typeof style === 'string' ? style : [...style], text, { validateStream: false })
      : PLAIN_LOOK.paint,
    symbols: hasUnicode(environment, platform) ? UNICODE : ASCII,
  };
}

/** FORCE_COLOR over NO_COLOR over the kind of the stream, the order that Node keeps. */
function hasColours(stream: TextStream, environment: Environment): boolean {
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  const refused = environment['NO_COLOR'];
  if (refused !== undefined && refused !== '') return false;
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

/** The old console of Windows and the console of the Linux kernel lack these characters. */
function hasUnicode(environment: Environment, platform: NodeJS.Platform): boolean {
  if (environment['TERM'] === 'linux') return false;
  return (
    platform !== 'win32' ||
    environment['WT_SESSION'] !== undefined ||
    environment['TERM_PROGRAM'] === 'vscode'
  );
}
