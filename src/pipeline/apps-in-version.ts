import { closureOf, type AppClosure } from '../domain/eca/closure.ts';
import { ReleaseError } from '../domain/errors.ts';
import type { VersionContents } from '../ports/dev-hub.ts';

/** These apps as a version holds them; nothing where the hub does not hand it out in a form that can be read. */
export function appsInVersion(
  contents: VersionContents,
  names: readonly string[],
): readonly AppClosure[] | undefined {
  if (contents.by !== 'package-zip') return undefined;
  const { components } = contents;
  try {
    return names.map((name) => closureOf(name, components));
  } catch (error) {
    if (error instanceof ReleaseError) return undefined;
    throw error;
  }
}
