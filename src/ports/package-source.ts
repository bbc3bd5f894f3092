import type { Component, ComponentRef } from '../domain/eca/component.ts';

/** A component as it lies in a package directory. */
export interface SourceComponent extends Component {
  /** Relative to the project, forward slashes. */
  readonly path: string;
}

/** What Salesforce's own rules say about a package directory in source format. */
export interface PackageSource {
  /**
   * Every component below the directory, also those that .forceignore hides; nothing where the directory does not exist.
   * Throws METADATA_INVALID for a metadata file of no known type.
   */
  read(packageDirectory: string): Promise<readonly SourceComponent[]>;
  /** Where `sf project retrieve start` would write a component that is not there yet; relative to the project. */
  pathFor(packageDirectory: string, component: ComponentRef): string;
  /** A package.xml that names these components, each by its full name, as the sf CLI would write it. */
  manifest(components: readonly ComponentRef[], apiVersion: string): Promise<string>;
  /** Whether .forceignore hides a path (relative to the project) from the libraries: they would leave it out silently. */
  isIgnored(path: string): boolean;
}
