import { componentName } from './package-contents.ts';
import type { PackageContents } from './package-contents.ts';
import type { Manifest } from './version-info.ts';

/** package.xml and the files beside it must tell the same story, in an API version this org speaks. */
export function manifestProblems(
  manifest: Manifest | undefined,
  contents: PackageContents,
  newestApiVersion: number,
): string[] {
  if (manifest === undefined) return ['package.xml: No package.xml found'];
  const version = Number(manifest.version);
  if (!/^\d+\.0$/.test(manifest.version ?? '') || version > newestApiVersion) {
    // Text from forcedotcom/cli issue 2494.
    return [`package.xml: Invalid version specified:${manifest.version ?? ''}`];
  }
  const packed = new Set(contents.components.map(componentName));
  const named = new Set(
    manifest.types.flatMap(({ name, members }) => members.map((member) => `${name}:${member}`)),
  );
  const tooNew = contents.components.filter(({ type }) => type.since > version);
  return [
    ...[...named]
      .filter((name) => !name.endsWith(':*') && !packed.has(name))
      .map((name) => {
        const [type, member] = split(name);
        // Text as in the errors of an install request with the same fault.
        return `An object '${member}' of type ${type} was named in package.xml, but was not found in zipped directory`;
      }),
    ...contents.components
      .filter(
        (component) =>
          !named.has(componentName(component)) && !named.has(`${component.type.name}:*`),
      )
      // "Not in package.xml" is what the Metadata API says of such a file.
      .map(
        ({ fullName, type, file }) =>
          `${fullName}: (${type.name}) - ${file.path}: Not in package.xml`,
      ),
    ...tooNew.map(
      // Text assumed.
      ({ type }) => `package.xml: Unknown type name '${type.name}' specified in package.xml`,
    ),
  ];
}

function split(name: string): [string, string] {
  const colon = name.indexOf(':');
  return [name.slice(0, colon), name.slice(colon + 1)];
}
