/** What goes wrong with a change of the file system. */
export type WriteFault = 'no-space' | 'no-permission' | 'torn' | Signal;

export type Signal = 'SIGKILL' | 'SIGINT' | 'SIGTERM';

/** What is told to the hook in the process, as JSON in an environment variable. */
export interface Disturbance {
  /** Where the hook writes what it sees, a line of JSON each. */
  readonly log: string;
  /** Folders by a name that is the same in every run. */
  readonly roots: Readonly<Record<string, string>>;
  readonly strike?: { readonly title: string; readonly nth: number; readonly fault: WriteFault };
}

/** A line of the hook's log. */
export type Sighting =
  | { readonly title: string; readonly nth: number; readonly isStruck: boolean }
  /** A name that gets these bytes. */
  | { readonly file: string; readonly sha256: string }
  /** A request leaves. */
  | { readonly isRequest: true }
  /** A connection that nobody took. */
  | { readonly refused: string };
