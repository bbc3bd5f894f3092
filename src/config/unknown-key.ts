import type { FileLocation, Problem } from '../domain/errors.ts';
import { nearest } from '../domain/nearest.ts';
import { configPathText, maySecretStandAt, type ConfigPath } from './config-path.ts';
import { writtenConfig, writtenWait } from './written-config.ts';
import { writtenPackage } from './written-package.ts';

/** The keys that may stand in each mapping, by the key that leads to it ('' is the file itself). */
const KNOWN_KEYS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(writtenConfig.shape),
  packages: Object.keys(writtenPackage.shape),
  wait: Object.keys(writtenWait.shape),
  installationKey: ['fromEnvironment'],
  dependencies: ['versionId', 'package', 'versionNumber'],
};

const PLACES: Readonly<Record<string, string>> = {
  '': 'at the top of the file',
  packages: 'inside an entry of packages',
  wait: 'inside wait',
};

/** A key the schema does not know: what was probably meant, or where the key belongs. */
export function unknownKeyProblem(path: ConfigPath, key: string, location: FileLocation): Problem {
  const mapping = String(path.findLast((step) => typeof step === 'string') ?? '');
  const known = KNOWN_KEYS[mapping] ?? [];
  const name = maySecretStandAt(path)
    ? `A key in ${configPathText(path)}`
    : configPathText([...path, key]);
  return { message: `${name} is not known`, wanted: wantedInstead(mapping, known, key), location };
}

function wantedInstead(mapping: string, known: readonly string[], key: string): string {
  const elsewhere = Object.keys(PLACES).find(
    (place) => place !== mapping && KNOWN_KEYS[place]?.includes(key),
  );
  if (elsewhere !== undefined) return `${key} ${PLACES[elsewhere]}`;
  const meant = nearest(key, known);
  return meant === undefined ? `only ${known.join(', ')}` : `${meant}: did you mean that?`;
}
