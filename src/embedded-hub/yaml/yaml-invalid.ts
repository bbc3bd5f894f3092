export interface YamlProblem {
  readonly message: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** What a file describes. */
export type Described = 'seed' | 'scenario';

/** The file is there but does not describe what it should; every problem at once. */
export class YamlInvalid extends Error {
  override readonly name = 'YamlInvalid';
  readonly described: Described;
  readonly file: string;
  readonly problems: readonly YamlProblem[];

  constructor(described: Described, file: string, problems: readonly YamlProblem[]) {
    const lines = problems.map(
      ({ message, line }) => `  ${line === undefined ? '' : `line ${line}: `}${message}`,
    );
    super(`${file} is not a valid ${described}:\n${lines.join('\n')}`);
    this.described = described;
    this.file = file;
    this.problems = problems;
  }
}
