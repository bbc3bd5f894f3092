export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A variable's value, without the line break that pasted secrets end in. An empty one counts as absent, because CI sets those
 * for secrets that are not there.
 */
export function variable(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

/** Whether a token can stand in the header of a request: where it cannot, the client shows it in its error, half of it at least. */
export function fitsHeader(token: string): boolean {
  return /^[\x21-\x7E]+$/.test(token);
}

/** Whether this run was started by a pushed tag, as GitHub Actions tell it. */
export function isTagBuild(environment: Environment): boolean {
  return variable(environment, 'GITHUB_REF_TYPE') === 'tag';
}
