import { normalizedPath } from '../domain/project-path.ts';
import type { LintSettings } from '../domain/lint/lint-settings.ts';
import type {
  AncestorPolicy,
  PackageConfig,
  ReleaseConfig,
  VersionPolicy,
} from '../domain/release-config.ts';
import type { WrittenConfig } from './written-config.ts';
import type { WrittenLint } from './written-lint.ts';
import type { WrittenPackage } from './written-package.ts';

/** Where sf projects keep their metadata, and what a single package means when it names no path. */
export const DEFAULT_PACKAGE_PATH = 'force-app';

/** The one form that everything past this folder reads. */
export function normalizeConfig(written: WrittenConfig): ReleaseConfig {
  return {
    namespace: written.namespace,
    ...(written.devHub !== undefined && { devHub: written.devHub }),
    packages: written.packages.map(normalizePackage),
    drift: written.drift,
    wait: written.wait,
    output: normalizedPath(written.output),
    lint: lintSettings(written.lint),
  };
}

function normalizePackage(written: WrittenPackage): PackageConfig {
  return {
    name: written.name,
    description: written.description.trim(),
    path: normalizedPath(written.path ?? DEFAULT_PACKAGE_PATH),
    apps: written.apps,
    include: written.include,
    version: versionPolicy(written.version),
    ...(written.versionName !== undefined && { versionName: written.versionName }),
    ...(written.versionDescription !== undefined && {
      versionDescription: written.versionDescription.trim(),
    }),
    installationKey:
      written.installationKey === 'none'
        ? { kind: 'none' }
        : { kind: 'environment', variable: written.installationKey.fromEnvironment },
    ancestor: ancestorPolicy(written.ancestor),
    dependencies: written.dependencies,
    ...(written.definitionFile !== undefined && {
      definitionFile: normalizedPath(written.definitionFile),
    }),
    ...(written.releaseNotesUrl !== undefined && { releaseNotesUrl: written.releaseNotesUrl }),
    ...(written.postInstallUrl !== undefined && { postInstallUrl: written.postInstallUrl }),
    validation: written.validation,
  };
}

function lintSettings({ apps, rules }: WrittenLint): LintSettings {
  return {
    rules: Object.fromEntries(Object.entries(rules).filter(([, setting]) => setting !== undefined)),
    profiles: Object.fromEntries(
      Object.entries(apps).map(([name, { profile }]) => [name, profile]),
    ),
  };
}

function versionPolicy(written: string): VersionPolicy {
  if (written === 'git-tag' || written === 'project-file') return { from: written };
  return { from: 'number', number: written };
}

function ancestorPolicy(written: string): AncestorPolicy {
  if (written === 'highest' || written === 'none') return { kind: written };
  return { kind: 'number', number: written };
}
