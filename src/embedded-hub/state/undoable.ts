import type { Hub } from './hub.ts';

/** Takes back what `work` did to the records unless it says that all went well; returns what it says. */
export function undoable(hub: Hub, work: () => boolean): boolean {
  const before = structuredClone(hub.records);
  const isDone = work();
  if (!isDone) Object.assign(hub.records, before);
  return isDone;
}
