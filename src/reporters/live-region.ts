import type { TextStream } from './text-stream.ts';

const FRAME_MS = 100;
const HIDE_CURSOR = '\u001B[?25l';
const SHOW_CURSOR = '\u001B[?25h';
const START_OF_EMPTY_LINE = '\r\u001B[2K';

export interface LiveRegion<State> {
  readonly show: (state: State) => void;
  readonly hide: () => void;
}

/** The last line of the terminal, redrawn in place until it is hidden. */
export function createLiveRegion<State>(
  stdout: TextStream,
  lineAt: (state: State, frame: number) => string,
): LiveRegion<State> {
  let draw: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let frame = 0;
  function hide(): void {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    process.off('exit', hide);
    stdout.write(`${START_OF_EMPTY_LINE}${SHOW_CURSOR}`);
  }
  function show(state: State): void {
    draw = () => stdout.write(`${START_OF_EMPTY_LINE}${lineAt(state, frame)}`);
    if (timer === undefined) {
      timer = setInterval(() => {
        frame += 1;
        draw?.();
      }, FRAME_MS).unref();
      // Whatever ends the process: a terminal without its cursor is broken for whoever uses it next.
      process.on('exit', hide);
      stdout.write(HIDE_CURSOR);
    }
    draw();
  }
  return { show, hide };
}
