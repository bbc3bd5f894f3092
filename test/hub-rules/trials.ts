/** A test that is to run once with a rule out. */
export interface Trial {
  readonly test: string;
  readonly rule: string;
}

/** What came of a test in a run of all of them. */
export interface Attempt {
  /** File, subject and statement. */
  readonly test: string;
  /** With every rule in place. */
  readonly passes: boolean;
  /** The rules it came to then. */
  readonly reached: readonly string[];
  /** The rules whose absence made it fail. */
  readonly noticed: readonly string[];
}

/** What is known of the rules after some runs. */
export interface Progress {
  readonly noticed: ReadonlySet<string>;
  /** Which tests came to a rule. */
  readonly tests: ReadonlyMap<string, readonly string[]>;
}

/** One test for each rule that nobody noticed so far: in the first round the first that comes to it, then the second. */
export function trialsOf(
  rules: readonly string[],
  { noticed, tests }: Progress,
  round: number,
): readonly Trial[] {
  return rules
    .filter((rule) => !noticed.has(rule))
    .flatMap((rule) => {
      const test = tests.get(rule)?.[round];
      return test === undefined ? [] : [{ test, rule }];
    });
}

/** A test that fails by itself has neither come to a rule nor noticed anything. */
export function progressOf(attempts: readonly Attempt[], before: Progress): Progress {
  const sound = attempts.filter(({ passes }) => passes);
  const tests = new Map(before.tests);
  for (const { test, reached } of sound) {
    for (const rule of reached) {
      const known = tests.get(rule) ?? [];
      if (!known.includes(test)) tests.set(rule, [...known, test]);
    }
  }
  return {
    tests,
    noticed: new Set([...before.noticed, ...sound.flatMap(({ noticed }) => noticed)]),
  };
}
