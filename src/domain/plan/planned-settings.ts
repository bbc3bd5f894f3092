import type { ReleaseConfig } from '../release-config.ts';

/**
 * The settings that decide what a release does, flattened: a path and its value, one a line. Not where artifacts go, how
 * long to wait, or what lint says: these change nothing in the hub.
 */
export function plannedSettings({
  namespace,
  drift,
  packages,
}: ReleaseConfig): Readonly<Record<string, string>> {
  const named = Object.fromEntries(packages.map(({ name, ...rest }) => [name, rest]));
  return Object.fromEntries(
    [
      ['namespace', namespace] as const,
      ['drift', drift] as const,
      ...Object.entries(named).flatMap(([name, config]) => flattened(`packages[${name}]`, config)),
    ].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function flattened(path: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  if (Array.isArray(value)) return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, entry]) => flattened(`${path}.${key}`, entry));
}
