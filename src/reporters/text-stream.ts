/** What a reporter writes to: process.stdout, or anything that takes text. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** May change while the run goes. */
  readonly columns?: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;
