import { describe, expect, it } from 'vitest';
import { failureOf, ReleaseError } from '../../../src/domain/errors.ts';
import { failureText } from '../../../src/reporters/failure-text.ts';
import { PLAIN_LOOK } from '../../../src/reporters/look.ts';
import { failure } from './sample-run.ts';

function textOf(error: unknown): string {
  return failureText(failureOf(error), PLAIN_LOOK);
}

describe('failureText', () => {
  it('shows every problem with its place, and numbered steps', () => {
    expect(failureText(failure, PLAIN_LOOK)).toMatchInlineSnapshot(`
      "✖ CONFIG_INVALID  The configuration has 2 problems.

        why     Nothing is asked of the hub before the configuration is right.

        config/release.yaml:3:12  namespace must be 1 to 15 letters and digits
            found   acme-inc
            wanted  the namespace that is linked to the Dev Hub
        config/release.yaml:9  packages is empty

      What to do next:
        1. Correct the lines above.
        2. See every setting: config/release.schema.json"
    `);
  });

  it('shows what was found and what is wanted', () => {
    const error = new ReleaseError('NAMESPACE_NOT_LINKED', 'The namespace acme is not linked.', {
      found: 'acmelabs, acmetest',
      wanted: 'acme',
      why: 'A package carries its namespace for ever.',
      location: { file: 'config/release.yaml', line: 3 },
      actions: ['Link it in Setup of the Dev Hub, under Namespace Registries.'],
    });

    expect(textOf(error)).toMatchInlineSnapshot(`
      "✖ NAMESPACE_NOT_LINKED  The namespace acme is not linked.

        at      config/release.yaml:3
        found   acmelabs, acmetest
        wanted  acme
        why     A package carries its namespace for ever.
        turn    the admin of your Dev Hub

      What to do next:
        1. Link it in Setup of the Dev Hub, under Namespace Registries.

      More: npm run eca -- explain NAMESPACE_NOT_LINKED"
    `);
  });

  it('is one soft sentence when a person stopped the run', () => {
    const error = new ReleaseError('NOT_CONFIRMED', 'Nothing was released.', {
      actions: ['Run again and answer yes.'],
    });

    expect(textOf(error)).toMatchInlineSnapshot(`
      "Stopped: Nothing was released.

      What to do next:
        1. Run again and answer yes."
    `);
  });

  it('marks the lines of a message that Salesforce broke', () => {
    const error = new ReleaseError(
      'VERSION_BUILD_FAILED',
      'Two errors:\n::error::one\n\u001B[1mtwo',
    );

    expect(textOf(error)).toMatchInlineSnapshot(`
      "✖ VERSION_BUILD_FAILED  Two errors:
        | ::error::one
        | two

      More: npm run eca -- explain VERSION_BUILD_FAILED"
    `);
  });

  it('shows no stack for a defect', () => {
    const text = textOf(new TypeError('x is not a function'));

    expect(text).not.toMatch(/^\s*at /m);
    expect(text).toMatchInlineSnapshot(`
      "✖ DEFECT  TypeError: x is not a function

        turn    the developers of eca-release

      What to do next:
        1. This is a defect of eca-release: run again with --debug and report what it prints."
    `);
  });
});
