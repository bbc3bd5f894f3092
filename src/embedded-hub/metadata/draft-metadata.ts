import type { MetadataComponent, MetadataStore, NewComponent } from './metadata-store.ts';
import type { MetadataType } from './metadata-types.ts';

/** An org's metadata with changes that are not made yet: a deploy is all or nothing. */
export interface DraftMetadata {
  componentsOf(type: MetadataType): readonly NewComponent[];
  componentNamed(type: MetadataType, fullName: string): NewComponent | undefined;
  put(component: NewComponent): void;
  remove(type: MetadataType, fullName: string): void;
  /** Makes the changes, all at one time (ISO 8601). */
  commit(at: string): void;
}

type Change =
  | { readonly put: NewComponent }
  | { readonly remove: { readonly type: MetadataType; readonly fullName: string } };

export function draftOf(store: MetadataStore): DraftMetadata {
  const changes: Change[] = [];
  const overlay = new Map<string, NewComponent | undefined>();
  const keyOf = (type: MetadataType, fullName: string) => `${type.name}:${fullName.toLowerCase()}`;
  return {
    componentNamed: (type, fullName) => {
      const key = keyOf(type, fullName);
      return overlay.has(key) ? overlay.get(key) : store.componentNamed(type, fullName);
    },
    componentsOf: (type) => {
      const kept = store
        .componentsOf(type)
        .filter(({ fullName }: MetadataComponent) => !overlay.has(keyOf(type, fullName)));
      const changed = [...overlay.values()].filter(
        (component) => component?.type.name === type.name,
      );
      return [...kept, ...changed.filter((component) => component !== undefined)];
    },
    put: (component) => {
      changes.push({ put: component });
      overlay.set(keyOf(component.type, component.fullName), component);
    },
    remove: (type, fullName) => {
      changes.push({ remove: { type, fullName } });
      overlay.set(keyOf(type, fullName), undefined);
    },
    commit: (at) => {
      for (const change of changes) {
        if ('put' in change) store.put(change.put, at);
        else store.remove(change.remove.type, change.remove.fullName);
      }
    },
  };
}
