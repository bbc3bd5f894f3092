/**
 * Shapes of secrets that nobody told about: access tokens, refresh tokens (a run is given new ones where they rotate), JWTs,
 * CLI logins, private keys, consumer keys.
 */
const SHAPES = [
  /\b00D\w{12,15}![\w.]+/g,
  /\b5Aep861[\w.=%]+/g,
  /\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g,
  // Not the form as messages show it: force://<clientId>:…
  /force:\/\/[^\s"'<]+/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /3MVG9[\w.]{60,}/g,
] as const;

const REPLACEMENT = '[hidden]';

/** Shorter values would tear words apart that only happen to contain them. */
const SHORTEST_SECRET = 4;

/** Takes known secrets, and what looks like one, out of every text of a value; the value keeps its shape. */
export function redactorFor(secrets: readonly string[]): <Value>(value: Value) => Value {
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length);

  function redactText(text: string): string {
    let redacted = text;
    for (const secret of known) redacted = redacted.replaceAll(secret, REPLACEMENT);
    for (const shape of SHAPES) redacted = redacted.replaceAll(shape, REPLACEMENT);
    return redacted;
  }

  function redact(value: unknown): unknown {
    if (typeof value === 'string') return redactText(value);
    if (Array.isArray(value)) return value.map(redact);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, redact(entry)]));
    return value;
  }

  return <Value>(value: Value) => redact(value) as Value;
}
