import { ReleaseError } from '../domain/errors.ts';
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

/** The installation keys by package, from the variables that the configuration names. Throws INSTALLATION_KEY_MISSING. */
export function installationKeysOf(
  config: ReleaseConfig,
  environment: Environment,
): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { name, installationKey } of config.packages) {
    if (installationKey.kind === 'none') continue;
    const key = variable(environment, installationKey.variable);
    if (key === undefined)
      throw new ReleaseError(
        'INSTALLATION_KEY_MISSING',
        `The installation key of ${name} is not there`,
        {
          found: `nothing in ${installationKey.variable}`,
          wanted: 'the key that customers will have to type',
          why: 'Without it, everybody who has the link could install the package.',
          actions: [
            `Set ${installationKey.variable}, in CI from a secret.`,
            'Or decide for no key: installationKey: none in config/release.yaml.',
          ],
        },
      );
    keys.set(name, key);
  }
  return keys;
}
