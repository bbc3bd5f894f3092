import type { SeededApp } from '../seed/app-schema.ts';
import type { OrgSeed } from '../seed/seed-schema.ts';
import { appsOf } from '../seed/generated-apps.ts';
import { makeId, to15 } from '../state/record-id.ts';
import { allMetadataTypes, metadataTypeNamed } from './metadata-types.ts';
import type { MetadataType } from './metadata-types.ts';
import { renderApp } from './render-app.ts';
import type { RenderedComponent } from './rendered-component.ts';

/** What the org remembers of a component; its files are made when somebody wants them. */
export interface NewComponent {
  readonly type: MetadataType;
  /** With the namespace when it has one: `acme__Orbit`. */
  readonly fullName: string;
  readonly namespacePrefix?: string;
  readonly manageableState: 'unmanaged' | 'installed' | 'installedEditable';
  /** The first one is the one that lists name. */
  files(): readonly ComponentFile[];
}

export interface MetadataComponent extends NewComponent {
  readonly id: string;
  /** ISO 8601. */
  readonly createdDate: string;
  readonly lastModifiedDate: string;
}

export interface ComponentFile {
  /** Relative to the root of a zip, without the leading package folder. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** What an org holds. It comes from the seed at each start; what is put and removed later lives as long as the process. */
export interface MetadataStore {
  /** Undefined: the org has no such type (in that API version). */
  typeNamed(name: string, apiVersion: number): MetadataType | undefined;
  /** Without folders and child types. */
  types(apiVersion: number): readonly MetadataType[];
  typesInUse(): readonly MetadataType[];
  componentsOf(type: MetadataType): readonly MetadataComponent[];
  /** Names differ in more than letter case. */
  componentNamed(type: MetadataType, fullName: string): MetadataComponent | undefined;
  /** Adds a component, or replaces the one of its name, which keeps its id and its creation date. */
  put(component: NewComponent, at: string): MetadataComponent;
  /** False: it was not there. */
  remove(type: MetadataType, fullName: string): boolean;
  /** 15 characters, for an OAuth consumer that is being made. */
  newConsumerId(): string;
}

/** Ids of metadata rows start with this in the hub; the real prefixes of these types are not known. */
const COMPONENT_PREFIX = '1Ec';
const CONSUMER_PREFIX = '888';
/** The seed does not say when a component was last touched: all of them at one moment. */
const SEEDED_AT = '2026-01-12T10:20:30.000Z';

export function makeMetadataStore(seed: OrgSeed): MetadataStore {
  const ownTypes = unknownTypes(seed);
  const typeNamed = (name: string) => metadataTypeNamed(name) ?? ownTypes.get(name);
  const byType = new Map<string, Map<string, MetadataComponent>>();
  const seeded = seededComponents(seed);
  let consumerSerial = seed.apps.length + seed.generate;
  let lastSerial: number | undefined;

  const nextSerial = () => {
    lastSerial = (lastSerial ?? count(seeded())) + 1;
    return lastSerial;
  };
  // A type at a time, when somebody asks for it: a seed may describe thousands of apps.
  const namesOf = (type: MetadataType) => {
    const known = byType.get(type.name);
    if (known !== undefined) return known;
    const names = new Map<string, MetadataComponent>();
    byType.set(type.name, names);
    let serial = 0;
    for (const { type: typeName, fullName, xml } of seeded()) {
      serial += 1;
      if (typeName !== type.name) continue;
      names.set(fullName.toLowerCase(), {
        type,
        fullName,
        manageableState: 'unmanaged',
        files: () => oneFile(type, fullName, xml),
        id: makeId(COMPONENT_PREFIX, seed.org.id, serial),
        createdDate: SEEDED_AT,
        lastModifiedDate: SEEDED_AT,
      });
    }
    return names;
  };
  const componentNamed = (type: MetadataType, fullName: string) =>
    namesOf(type).get(fullName.toLowerCase());
  const put = (component: NewComponent, at: string) => {
    const before = componentNamed(component.type, component.fullName);
    const stored: MetadataComponent = {
      ...component,
      id: before?.id ?? makeId(COMPONENT_PREFIX, seed.org.id, nextSerial()),
      createdDate: before?.createdDate ?? at,
      lastModifiedDate: at,
    };
    namesOf(component.type).set(component.fullName.toLowerCase(), stored);
    return stored;
  };

  return {
    types: (apiVersion) =>
      [...allMetadataTypes(), ...ownTypes.values()]
        .filter(({ since, isFolder }) => since <= apiVersion && isFolder !== true)
        .toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    typesInUse: () => {
      const names = new Set(byType.keys());
      for (const { type } of seeded()) names.add(type);
      return [...names].flatMap((name) => {
        const type = typeNamed(name);
        return type === undefined || byType.get(name)?.size === 0 ? [] : [type];
      });
    },
    typeNamed: (name, apiVersion) => {
      const type = typeNamed(name);
      return type !== undefined && type.since <= apiVersion ? type : undefined;
    },
    componentsOf: (type) => [...namesOf(type).values()],
    componentNamed,
    put,
    remove: (type, fullName) => namesOf(type).delete(fullName.toLowerCase()),
    newConsumerId: () => {
      consumerSerial += 1;
      return to15(makeId(CONSUMER_PREFIX, seed.org.id, consumerSerial));
    },
  };
}

/** The file of a component that has only one; its content is made when it is read. */
export function oneFile(
  type: MetadataType,
  fullName: string,
  content: () => string,
): readonly ComponentFile[] {
  return [
    {
      path: `${type.directory}/${fullName}.${type.suffix}`,
      get content() {
        return content();
      },
    },
  ];
}

/** Goes through all of them in one order, as often as it is called. */
function seededComponents(seed: OrgSeed): () => Generator<RenderedComponent> {
  let apps: readonly SeededApp[] | undefined;
  return function* () {
    apps ??= appsOf(seed);
    for (const [index, app] of apps.entries()) {
      const consumerId =
        app.oauth?.consumerId ?? to15(makeId(CONSUMER_PREFIX, seed.org.id, index + 1));
      yield* renderApp(app, seed.org.id, consumerId);
    }
    for (const { type, name, xml } of seed.metadata) yield { type, fullName: name, xml: () => xml };
  };
}

function count(components: Iterable<unknown>): number {
  let counted = 0;
  for (const _ of components) counted += 1;
  return counted;
}

/** Those for which the seed says itself where their components lie. */
function unknownTypes(seed: OrgSeed): ReadonlyMap<string, MetadataType> {
  const types = new Map<string, MetadataType>();
  for (const { type: name, directory, suffix } of seed.metadata) {
    if (directory !== undefined && suffix !== undefined)
      types.set(name, { name, directory, suffix, since: 0 });
  }
  return types;
}
