import type { MetadataElement } from '../eca/metadata-tree.ts';
import { elementsOf, type MetadataFile } from './metadata-file.ts';

interface WrittenRange {
  readonly element: MetadataElement;
  /** As they are written; empty where they are missing. */
  readonly start: string;
  readonly end: string;
}

/** The trusted IP ranges of OAuth settings. */
export function rangesOf(file: MetadataFile): readonly WrittenRange[] {
  return elementsOf(file, 'trustedIpRanges').map((element) => ({
    element,
    start: textOf(element, 'startIpAddress'),
    end: textOf(element, 'endIpAddress'),
  }));
}

function textOf(element: MetadataElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text ?? '';
}
