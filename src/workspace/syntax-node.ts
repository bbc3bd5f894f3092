import type { Node } from 'jsonc-parser';

/** The value of an object's property; of the last one where it stands twice, as JSON.parse reads it. */
export function propertyOf(node: Node | undefined, key: string): Node | undefined {
  return propertyNodesOf(node).findLast((property) => property.key === key)?.value;
}

export function stringOf(node: Node | undefined, key: string): string | undefined {
  const value: unknown = propertyOf(node, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

export function elementsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

export interface PropertyNode {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
  /** Key, colon and value together. */
  readonly whole: Node;
}

export function propertyNodesOf(node: Node | undefined): readonly PropertyNode[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap((whole) => {
    const [keyNode, value] = whole.children ?? [];
    if (keyNode === undefined || value === undefined) return [];
    return [{ key: String(keyNode.value), keyNode, value, whole }];
  });
}
