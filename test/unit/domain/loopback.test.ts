import { describe, expect, it } from 'vitest';
import { isLoopbackUrl } from '../../../src/domain/loopback.ts';

describe('isLoopbackUrl', () => {
  it.each([
    'http://127.0.0.1:7117',
    'http://127.8.9.10',
    'http://127.1/',
    'https://LOCALHOST:8443/x',
    'http://[::1]:80',
    'http://[0:0:0:0:0:0:0:1]',
  ])('takes %s for this machine', (url) => {
    expect(isLoopbackUrl(url)).toBe(true);
  });

  it.each([
    'https://acme.my.salesforce.com',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1@evil.example',
    'http://0.0.0.0',
    'http://10.0.0.1',
    '127.0.0.1',
    '',
  ])('does not take %j for this machine', (url) => {
    expect(isLoopbackUrl(url)).toBe(false);
  });
});
