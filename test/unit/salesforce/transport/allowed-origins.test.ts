import { describe, expect, it } from 'vitest';
import { AllowedOrigins } from '../../../../src/salesforce/transport/allowed-origins.ts';

const ORG = 'https://acme.my.salesforce.com';

describe('AllowedOrigins', () => {
  it('allows the server of a URL, whatever its path', () => {
    const origins = new AllowedOrigins();
    origins.allow(`${ORG}/services/`);

    expect(() => origins.require(ORG)).not.toThrow();
  });

  it.each([
    'https://login.salesforce.com',
    'https://acme.my.salesforce.com.evil.example',
    'https://acme.my.salesforce.com:8443',
    'http://acme.my.salesforce.com',
  ])('stops %s, and names it', (origin) => {
    const origins = new AllowedOrigins();
    origins.allow(ORG);

    expect(() => origins.require(origin)).toThrow(
      expect.objectContaining({
        code: 'HOST_NOT_ALLOWED',
        detail: expect.objectContaining({ found: origin, wanted: ORG }),
      }),
    );
  });

  it.each(['http://127.0.0.1:7117', 'http://localhost:7117', 'http://[::1]:7117'])(
    'allows plain http to %s',
    (url) => {
      const origins = new AllowedOrigins();
      origins.allow(url);

      expect(() => origins.require(url)).not.toThrow();
    },
  );

  it.each([
    'http://acme.my.salesforce.com',
    'http://127.0.0.1.evil.example',
    'ftp://acme.my.salesforce.com',
    'file:///etc/passwd',
    'acme.my.salesforce.com',
    '',
  ])('does not allow %j at all', (url) => {
    expect(() => new AllowedOrigins().allow(url)).toThrow(
      expect.objectContaining({ code: 'INSECURE_URL' }),
    );
  });
});
