import type { FileLocation, Problem } from '../domain/errors.ts';
import { RULE_IDS } from '../domain/lint/rule-ids.ts';
import { nearest } from '../domain/nearest.ts';
import { configPathText, maySecretStandAt, type ConfigPath } from './config-path.ts';
import { writtenConfig, writtenWait } from './written-config.ts';
import { writtenApp, writtenLint, writtenRule } from './written-lint.ts';
import { writtenPackage } from './written-package.ts';

const LINTED_APP = 'lint.apps.*';
const LINT_RULE = 'lint.rules.*';

/** The keys that may stand in each mapping, by the key that leads to it ('' is the file itself). */
const KNOWN_KEYS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(writtenConfig.shape),
  packages: Object.keys(writtenPackage.shape),
  wait: Object.keys(writtenWait.shape),
  installationKey: ['fromEnvironment'],
  lint: Object.keys(writtenLint.shape),
  rules: RULE_IDS,
  [LINTED_APP]: Object.keys(writtenApp.shape),
  [LINT_RULE]: Object.keys(writtenRule.shape),
  dependencies: ['versionId', 'package', 'versionNumber'],
};

const PLACES: Readonly<Record<string, string>> = {
  '': 'at the top of the file',
  packages: 'inside an entry of packages',
  wait: 'inside wait',
  lint: 'inside lint',
};

/** Nobody reads as many as the rules of lint are. */
const MOST_LISTED = 20;

/** A key the schema does not know: what was probably meant, or where the key belongs. */
export function unknownKeyProblem(path: ConfigPath, key: string, location: FileLocation): Problem {
  const mapping = mappingAt(path);
  const known = KNOWN_KEYS[mapping] ?? [];
  const name = maySecretStandAt(path)
    ? `A key in ${configPathText(path)}`
    : configPathText([...path, key]);
  return { message: `${name} is not known`, wanted: wantedInstead(mapping, known, key), location };
}

function mappingAt(path: ConfigPath): string {
  const [top, group] = path;
  if (top === 'lint' && path.length === 3) return group === 'apps' ? LINTED_APP : LINT_RULE;
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

function wantedInstead(mapping: string, known: readonly string[], key: string): string {
  const elsewhere = Object.keys(PLACES).find(
    (place) => place !== mapping && KNOWN_KEYS[place]?.includes(key),
  );
  if (elsewhere !== undefined) return `${key} ${PLACES[elsewhere]}`;
  const meant = nearest(key, known);
  if (meant !== undefined) return `${meant}: did you mean that?`;
  return known.length > MOST_LISTED
    ? 'the id of a rule; docs/lint-rules.md lists them'
    : `only ${known.join(', ')}`;
}
