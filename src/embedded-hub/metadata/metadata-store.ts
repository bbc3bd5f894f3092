import type { OrgSeed } from '../seed/seed-schema.ts';
import { makeId, to15 } from '../state/record-id.ts';
import { externalClientAppTypes, metadataTypeNamed } from './metadata-types.ts';
import type { MetadataType } from './metadata-types.ts';
import { renderApp } from './render-app.ts';

export interface MetadataComponent {
  readonly type: MetadataType;
  readonly fullName: string;
  readonly xml: string;
  readonly id: string;
  /** Relative to the root of a zip, without the leading package folder. */
  readonly path: string;
}

export interface MetadataStore {
  /** Undefined: the org has no such type (in that API version). */
  typeNamed(name: string, apiVersion: number): MetadataType | undefined;
  types(apiVersion: number): readonly MetadataType[];
  componentsOf(type: MetadataType): readonly MetadataComponent[];
}

/** Ids of metadata rows start with this in the hub; the real prefixes of these types are not known. */
const COMPONENT_PREFIX = '1Ec';
const CONSUMER_PREFIX = '888';

export function makeMetadataStore(seed: OrgSeed): MetadataStore {
  const rendered = [
    ...seed.apps.flatMap((app, index) =>
      renderApp(
        app,
        seed.org.id,
        app.oauth?.consumerId ?? to15(makeId(CONSUMER_PREFIX, seed.org.id, index + 1)),
      ),
    ),
    ...seed.metadata.map(({ type, name, xml }) => ({ type, fullName: name, xml })),
  ];
  const types = allTypes(seed);
  const components = rendered.map(({ type: typeName, fullName, xml }, index): MetadataComponent => {
    const type = types.find(({ name }) => name === typeName);
    if (type === undefined) throw new TypeError(`no metadata type ${typeName}`);
    return {
      type,
      fullName,
      xml,
      id: makeId(COMPONENT_PREFIX, seed.org.id, index + 1),
      path: `${type.directory}/${fullName}.${type.suffix}`,
    };
  });
  const typesAt = (apiVersion: number) => types.filter(({ since }) => since <= apiVersion);
  return {
    types: typesAt,
    typeNamed: (name, apiVersion) => typesAt(apiVersion).find((type) => type.name === name),
    componentsOf: (type) => components.filter((component) => component.type.name === type.name),
  };
}

/** The app types, and those for which the seed brings components of its own. */
function allTypes(seed: OrgSeed): readonly MetadataType[] {
  const known = externalClientAppTypes();
  const others = new Map<string, MetadataType>();
  for (const { type: name, directory, suffix } of seed.metadata) {
    if (metadataTypeNamed(name) === undefined && directory !== undefined && suffix !== undefined)
      others.set(name, { name, directory, suffix, since: 0 });
  }
  return [...known, ...others.values()].toSorted((left, right) =>
    left.name < right.name ? -1 : 1,
  );
}
