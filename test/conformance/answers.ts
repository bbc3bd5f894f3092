import assert from 'node:assert/strict';

/** At least this is in the answer: keys that are not named do not matter, nor list entries between those named. */
export function has(actual: unknown, expected: unknown): void {
  assert.partialDeepStrictEqual(actual, expected);
}

export function says(text: string, ...parts: readonly (string | RegExp)[]): void {
  // Terminals break long lines, and frame them.
  const plain = text.replaceAll(/[│╭╮╰╯─┌┐└┘├┤┬┴┼\s]+/g, ' ');
  for (const part of parts)
    assert.ok(
      typeof part === 'string' ? plain.includes(part) : part.test(plain),
      `${String(part)} is not in:\n${text}`,
    );
}

/** What stands at a path such as `files.0.fullName`; undefined where the path leads nowhere. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null
          ? (inner as Readonly<Record<string, unknown>>)[key]
          : undefined,
      value,
    );
}

export function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  assert.ok(typeof found === 'string', `${path} is no text in ${JSON.stringify(value)}`);
  return found;
}

export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = path === '' ? value : at(value, path);
  assert.ok(Array.isArray(found), `${path} is no list in ${JSON.stringify(value)}`);
  return found;
}
