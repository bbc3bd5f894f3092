/** A metadata component: its identity in an org. */
export interface ComponentRef {
  readonly type: string;
  readonly fullName: string;
}

/** A component with the text of its one metadata file, byte for byte. */
export interface Component extends ComponentRef {
  readonly bytes: Uint8Array;
  /** Relative to the project, where it lies in one. */
  readonly path?: string;
}

/** Type:FullName, the way people write it. */
export function componentKey(component: ComponentRef): string {
  return `${component.type}:${component.fullName}`;
}
