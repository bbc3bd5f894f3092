import { ReleaseError } from '../errors.ts';
import { ownerOf } from '../eca/closure.ts';
import { componentKey, type Component } from '../eca/component.ts';
import { ecaType } from '../eca/metadata-types.ts';
import type { PackageConfig } from '../release-config.ts';
import { componentRows } from '../version/release-key.ts';

/** A component as it lies in the package directory. */
interface PresentComponent extends Component {
  readonly path: string;
}

export interface DirectoryFacts {
  /** What the hub has for the configured apps. */
  readonly wanted: readonly Component[];
  readonly present: readonly PresentComponent[];
  /** Where a component that is not there yet belongs. */
  readonly pathFor: (component: Component) => string;
  /** Whether .forceignore would hide a path from the libraries. */
  readonly isIgnored: (path: string) => boolean;
}

export interface DirectoryPlan {
  /** The apps' components with the path each is written to: where the user keeps it, else where sf would put it. */
  readonly files: readonly PresentComponent[];
  /** Files of apps that are not configured, and of types that no package takes. */
  readonly removals: readonly string[];
  /** Metadata of other kinds that the config includes. */
  readonly included: readonly PresentComponent[];
  /** In which components the hub differs from what lies there; empty where nothing of the apps lies there yet. */
  readonly drift: readonly string[];
}

/**
 * What the package directory has to become: exactly the configured apps' components and what the config includes.
 * Throws FOREIGN_METADATA, METADATA_INVALID, PATH_IGNORED or CONFIG_INVALID.
 */
export function planPackageDirectory(config: PackageConfig, facts: DirectoryFacts): DirectoryPlan {
  const wantedByKey = new Map(
    facts.wanted.map((component) => [componentKey(component), component]),
  );
  const eca = facts.present.filter((component) => ecaType(component.type) !== undefined);
  const others = facts.present.filter((component) => ecaType(component.type) === undefined);

  const kept = eca.filter((component) => wantedByKey.has(componentKey(component)));
  refuseTwoFiles(kept);
  const pathByKey = new Map(kept.map((component) => [componentKey(component), component.path]));
  const files = facts.wanted.map((component) => ({
    ...component,
    path: pathByKey.get(componentKey(component)) ?? facts.pathFor(component),
  }));
  const included = includedOf(config, others);
  refuseIgnored([...files, ...included], facts.isIgnored);
  const unwanted = eca.filter((component) => !wantedByKey.has(componentKey(component)));

  return {
    files,
    removals: unwanted.map(({ path }) => path),
    included,
    drift:
      eca.length === 0
        ? []
        : [...changedIn(facts.wanted, kept), ...goneFromHub(config, unwanted)].map(componentKey),
  };
}

function changedIn(wanted: readonly Component[], kept: readonly Component[]): readonly Component[] {
  const lying = new Set(componentRows(kept));
  return wanted.filter((component) => componentRows([component]).some((row) => !lying.has(row)));
}

/** What of the configured apps was released from here, and the hub does not have any more. */
function goneFromHub(
  { apps }: PackageConfig,
  unwanted: readonly Component[],
): readonly Component[] {
  return unwanted.filter(
    (component) =>
      ecaType(component.type)?.use === 'packaged' && apps.includes(ownerOf(component) ?? ''),
  );
}

function refuseTwoFiles(components: readonly PresentComponent[]): void {
  const seen = new Map<string, string>();
  for (const component of components) {
    const key = componentKey(component);
    const other = seen.get(key);
    if (other !== undefined)
      throw new ReleaseError('METADATA_INVALID', `${key} lies in the package directory twice`, {
        found: `${other} and ${component.path}`,
        wanted: 'one file',
        why: 'Salesforce packages one of them without saying which.',
        actions: ['Remove one of the two.'],
      });
    seen.set(key, component.path);
  }
}

function refuseIgnored(
  files: readonly PresentComponent[],
  isIgnored: (path: string) => boolean,
): void {
  const ignored = files.map(({ path }) => path).filter((path) => isIgnored(path));
  if (ignored.length === 0) return;
  throw new ReleaseError('PATH_IGNORED', '.forceignore hides files that belong into the package', {
    found: ignored.join(', '),
    why: 'Salesforce leaves ignored files out of a package without a word.',
    location: { file: '.forceignore' },
    actions: ['Remove the line that hides them from .forceignore.'],
  });
}

function includedOf(
  config: PackageConfig,
  others: readonly PresentComponent[],
): readonly PresentComponent[] {
  const allowed = new Set(config.include);
  const foreign = others.filter((component) => !allowed.has(componentKey(component)));
  if (foreign.length > 0)
    throw new ReleaseError(
      'FOREIGN_METADATA',
      `${config.path} holds metadata that is not of the app`,
      {
        found: foreign
          .map((component) => `${componentKey(component)} (${component.path})`)
          .join(', '),
        wanted: `the components of ${config.apps.join(', ')} only`,
        why: 'Whatever lies there is packaged, and what a package once released can hardly be taken back.',
        actions: [
          'Move it out of the package directory.',
          `Or include it on purpose: include: [${foreign.map(componentKey).join(', ')}] in config/release.yaml.`,
        ],
      },
    );
  const present = new Set(others.map(componentKey));
  const absent = config.include.filter((key) => !present.has(key));
  if (absent.length > 0)
    throw new ReleaseError('CONFIG_INVALID', 'include: names metadata that is not there', {
      found: `nothing called ${absent.join(', ')} below ${config.path}`,
      actions: ['Put it there, or take it off the list in config/release.yaml.'],
    });
  return others;
}
