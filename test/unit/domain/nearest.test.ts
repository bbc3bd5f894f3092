import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/domain/nearest.ts';

const APPS = ['Acme_Connector', 'Acme_Connector_EU', 'Acme_Analytics'];

describe('nearest', () => {
  it.each([
    ['acme_connector', 'Acme_Connector'],
    ['Acme-Connector', 'Acme_Connector'],
    ['Acme_Conector_EU', 'Acme_Connector_EU'],
    ['Acme_Conectr_EUR', 'Acme_Connector_EU'],
    ['Analytics', undefined],
    ['Billing', undefined],
  ])('takes %s for %s', (written, meant) => {
    expect(nearest(written, APPS)).toBe(meant);
  });

  it('knows nothing better than nothing where there are no candidates', () => {
    expect(nearest('Acme_Connector', [])).toBeUndefined();
  });
});
