import { installationKeyMissing } from '../domain/plan/installation-key.ts';
import type { ReleaseConfig } from '../domain/release-config.ts';
import { variable, type Environment } from './environment.ts';

const SECRET_VARIABLES = [
  'DEVHUB_JWT_KEY',
  'DEVHUB_AUTH_URL',
  'SF_ACCESS_TOKEN',
  'GITHUB_TOKEN',
] as const;

/** Every secret this process was given, so that none of them gets into an event, a file or a log. */
export function secretsOf(
  environment: Environment,
  installationKeys: readonly string[],
): readonly string[] {
  const values = SECRET_VARIABLES.flatMap((name) => variable(environment, name) ?? []);
  const authUrlParts = (variable(environment, 'DEVHUB_AUTH_URL') ?? '')
    .replace(/^force:\/\//, '')
    .split('@')
    .slice(0, -1)
    .flatMap((credentials) => credentials.split(':').slice(1));
  return [...values, ...authUrlParts, ...installationKeys];
}

/** The installation keys by package, from the variables that the configuration names, as far as they are set. */
export function installationKeysOf(
  config: ReleaseConfig,
  environment: Environment,
): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { name, installationKey } of config.packages) {
    if (installationKey.kind === 'none') continue;
    const key = variable(environment, installationKey.variable);
    if (key !== undefined) keys.set(name, key);
  }
  return keys;
}

/** Throws INSTALLATION_KEY_MISSING. */
export function requireInstallationKeys(
  { packages }: ReleaseConfig,
  keys: ReadonlyMap<string, string>,
): void {
  for (const { name, installationKey } of packages)
    if (installationKey.kind !== 'none' && !keys.has(name))
      throw installationKeyMissing(name, installationKey.variable);
}
