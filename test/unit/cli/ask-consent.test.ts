import { describe, expect, it } from 'vitest';
import { consentFor } from '../../../src/cli/ask-consent.ts';

const REQUEST = {
  question: 'Release to the Dev Hub of admin?',
  lines: ['builds 1.4.0', 'promotes'],
};

describe('consentFor', () => {
  it('asks nobody where consent is given', async () => {
    let isPaused = false;
    const consent = consentFor('given', () => {
      isPaused = true;
    });

    await consent.require(REQUEST);

    expect(isPaused).toBe(false);
  });

  it('refuses where nobody can be asked, and says what would have been done', async () => {
    const consent = consentFor('impossible', () => undefined);

    await expect(consent.require(REQUEST)).rejects.toMatchObject({
      code: 'NOT_CONFIRMED',
      detail: {
        found: 'nobody to ask: this is no terminal',
        wanted: 'Release to the Dev Hub of admin? builds 1.4.0; promotes',
        actions: expect.arrayContaining([expect.stringContaining('--yes')]),
      },
    });
  });
});
