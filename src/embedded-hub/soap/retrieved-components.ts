import { installsIn } from '../installing/installs.ts';
import type { MetadataComponent } from '../metadata/metadata-store.ts';
import type { XmlElement } from '../metadata/parse-xml.ts';
import type { Org } from '../state/org.ts';

export interface Wanted {
  readonly components: readonly MetadataComponent[];
  readonly problems: readonly string[];
}

/** What an `unpackaged` manifest asks for. */
export function wantedComponents(org: Org, manifest: XmlElement, version: number): Wanted {
  const components = new Map<string, MetadataComponent>();
  const problems: string[] = [];
  for (const wanted of manifest.children('types')) {
    const name = wanted.child('name')?.text ?? '';
    const type = org.metadata.typeNamed(name, version);
    if (type === undefined) {
      // Text assumed.
      problems.push(`Entity type: '${name}' is unknown`);
      continue;
    }
    for (const { text: member } of wanted.children('members')) {
      if (member === '*') {
        for (const component of org.metadata.componentsOf(type)) {
          if (component.manageableState !== 'installed') components.set(component.id, component);
        }
        continue;
      }
      const found = org.metadata.componentNamed(type, member);
      if (found === undefined)
        problems.push(`Entity of type '${name}' named '${member}' cannot be found`);
      else components.set(found.id, found);
    }
  }
  return { components: [...components.values()], problems };
}

/** What an installed package brought; undefined: no such package is installed. */
export function packageComponents(org: Org, name: string): Wanted | undefined {
  const installed = installsIn(org).find(({ owner }) => owner.name === name);
  if (installed === undefined) return undefined;
  const { namespace } = installed.owner;
  const components = installed.version.components.flatMap((key) => {
    const [typeName = '', bareName = ''] = key.split(':');
    const type = org.metadata.typeNamed(typeName, Number.POSITIVE_INFINITY);
    const fullName = namespace === null ? bareName : `${namespace}__${bareName}`;
    const component = type === undefined ? undefined : org.metadata.componentNamed(type, fullName);
    return component === undefined ? [] : [component];
  });
  return { components, problems: [] };
}
