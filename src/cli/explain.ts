import { explanationOf } from '../domain/error-catalogue/error-catalogue.ts';
import { findEntry } from '../domain/error-catalogue/find-entry.ts';
import { failureOf, ReleaseError } from '../domain/errors.ts';
import { allCodesText, explanationText } from '../reporters/explanation-text.ts';
import { lookFor } from '../reporters/look.ts';
import type { Surroundings } from './run-verb.ts';
import { tellFailure } from './tell-failure.ts';

/**
 * Shows the entry of a code, or of a text of Salesforce; all codes where none is asked for. Returns the exit code.
 * @param words a text need not be quoted in the shell
 */
export function explain(
  words: readonly string[],
  { json = false }: { readonly json?: boolean },
  surroundings: Surroundings,
): number {
  const { environment, stdout } = surroundings;
  const look = lookFor(stdout, environment);
  const asked = words.join(' ');
  if (asked === '' && !json) {
    stdout.write(`${allCodesText(look)}\n`);
    return 0;
  }
  const finding = findEntry(asked);
  if (finding.kind === 'unknown')
    return tellFailure(
      'explain',
      failureOf(unknownCode(asked, finding.meant)),
      json ? 'json' : undefined,
      surroundings,
    );
  const explanation = explanationOf(finding.code);
  stdout.write(
    json
      ? `${JSON.stringify({ kind: 'eca-release/explanation', formatVersion: 1, ...explanation }, null, 2)}\n`
      : `${explanationText(explanation, look)}\n`,
  );
  return 0;
}

function unknownCode(asked: string, meant: string | undefined): ReleaseError {
  return new ReleaseError('USAGE', 'There is no entry for this code or text', {
    found: asked === '' ? 'nothing' : asked,
    wanted: 'a code of eca-release, or a text of Salesforce that it knows',
    actions: [
      ...(meant === undefined ? [] : [`Did you mean ${meant}?`]),
      'See all codes: npm run eca -- explain',
      ...(/\s/.test(asked)
        ? [
            'A text without an entry is for Salesforce Support: quote it as it is, with its ErrorId.',
          ]
        : []),
    ],
  });
}
