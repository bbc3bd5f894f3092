import { describe, expect, it } from 'vitest';
import { knownErrorParts } from '../../../../src/artifacts/guide/known-errors.ts';
import { lettersOf } from '../../../../src/artifacts/guide/rich-text.ts';
import { findEntry } from '../../../../src/domain/error-catalogue/find-entry.ts';
import { acmeConnector } from '../acme-connector.ts';

const ERRORS = knownErrorParts(acmeConnector.apps.map(({ settings }) => settings)).map(
  ({ heading }) => lettersOf(heading),
);

describe('what the guide tells customers of an error', () => {
  it.each(ERRORS)('can be looked up by who supports them: %s', (heading) => {
    expect(findEntry(heading)).toMatchObject({ kind: 'found' });
  });

  it('is told of the errors at the first login, at least', () => {
    expect(ERRORS.length).toBeGreaterThanOrEqual(5);
  });
});
