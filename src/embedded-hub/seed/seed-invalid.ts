export interface SeedProblem {
  readonly message: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** The seed file is there but does not describe an org; every problem at once. */
export class SeedInvalid extends Error {
  override readonly name = 'SeedInvalid';
  readonly file: string;
  readonly problems: readonly SeedProblem[];

  constructor(file: string, problems: readonly SeedProblem[]) {
    const lines = problems.map(
      ({ message, line }) => `  ${line === undefined ? '' : `line ${line}: `}${message}`,
    );
    super(`${file} is not a valid seed:\n${lines.join('\n')}`);
    this.file = file;
    this.problems = problems;
  }
}
