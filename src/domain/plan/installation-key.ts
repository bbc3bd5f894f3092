import { ReleaseError } from '../errors.ts';

/** What to tell where a key is wanted, and the variable that holds it is empty. */
export function installationKeyMissing(packageName: string, variable: string): ReleaseError {
  return new ReleaseError(
    'INSTALLATION_KEY_MISSING',
    `The installation key of ${packageName} is not there`,
    {
      found: `nothing in ${variable}`,
      wanted: 'the key that customers will have to type',
      why: 'Without it, everybody who has the link could install the package.',
      actions: [
        `Set ${variable}, in CI from a secret.`,
        'Or decide for no key: installationKey: none in config/release.yaml.',
      ],
    },
  );
}
