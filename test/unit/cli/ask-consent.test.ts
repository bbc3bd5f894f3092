import { describe, expect, it } from 'vitest';
import { consentFor } from '../../../src/cli/ask-consent.ts';

const REQUEST = {
  question: 'Release to the Dev Hub of admin?',
  lines: ['builds 1.4.0', 'promotes'],
};

const NEVER = new AbortController().signal;

describe('consentFor', () => {
  it('asks nobody where consent is given', async () => {
    let isPaused = false;
    const consent = consentFor(
      'given',
      () => {
        isPaused = true;
      },
      NEVER,
    );

    await consent.require(REQUEST);

    expect(isPaused).toBe(false);
  });

  it('refuses where nobody can be asked, and says what would have been done', async () => {
    const consent = consentFor('impossible', () => undefined, NEVER);

    await expect(consent.require(REQUEST)).rejects.toMatchObject({
      code: 'NOT_CONFIRMED',
      detail: {
        found: 'nobody to ask: this is no terminal',
        wanted: 'Release to the Dev Hub of admin? builds 1.4.0; promotes',
        actions: expect.arrayContaining([expect.stringContaining('--yes')]),
      },
    });
  });

  it('waits for no answer once the run is to end', async () => {
    const ending = new AbortController();
    const consent = consentFor('ask', () => undefined, ending.signal);
    const asked = consent.require(REQUEST);

    ending.abort();

    await expect(asked).rejects.toMatchObject({ code: 'NOT_CONFIRMED' });
  });
});
