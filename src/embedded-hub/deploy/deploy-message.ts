import type { XmlPosition } from '../metadata/parse-xml.ts';

/** What became of one component: Metadata API guide, DeployMessage, without the dates. */
export interface DeployMessage {
  readonly fileName: string;
  readonly fullName: string;
  /** Empty for a manifest. */
  readonly componentType: string;
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'deleted' | 'failed';
  readonly id?: string;
  readonly problem?: DeployProblem;
}

export interface DeployProblem {
  readonly text: string;
  readonly isWarning?: boolean;
  readonly at?: XmlPosition | undefined;
}

/** A problem that fails one component. */
export class ComponentRefused extends Error {
  override readonly name = 'ComponentRefused';
  readonly at: XmlPosition | undefined;

  constructor(text: string, at?: XmlPosition) {
    super(text);
    this.at = at;
  }
}
