import { describe, expect, it } from 'vitest';
import { redactorFor } from '../../../src/domain/redaction.ts';

const TOKEN = '00DHu00000EcaHb!AQ4AQHzF.v0Kj8Xg_7n2';
const KEY = `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIEow\nIBAAKC\n-----END RSA ${'PRIVATE'} KEY-----`;

describe('redactorFor', () => {
  it('hides a known secret wherever it stands in a value, and leaves the rest as it is', () => {
    const redact = redactorFor(['s3cret-key']);

    const redacted = redact({
      text: 'the key is s3cret-key!',
      list: ['s3cret-key', 'nothing'],
      deep: { of: { things: 'as3cret-keyb' } },
      number: 7,
      flag: true,
      nothing: null,
      absent: undefined,
    });

    expect(redacted).toEqual({
      text: 'the key is [hidden]!',
      list: ['[hidden]', 'nothing'],
      deep: { of: { things: 'a[hidden]b' } },
      number: 7,
      flag: true,
      nothing: null,
      absent: undefined,
    });
  });

  it('leaves nothing of a secret that contains another one', () => {
    const redact = redactorFor(['hunter2', 'hunter2-and-more']);

    expect(redact('hunter2-and-more')).toBe('[hidden]');
  });

  it('does not take a secret for a pattern', () => {
    const redact = redactorFor(['a.c+(d)']);

    expect(redact('a.c+(d) but not abc+(d)')).toBe('[hidden] but not abc+(d)');
  });

  it('leaves words alone that only happen to hold a very short secret', () => {
    const redact = redactorFor(['key', 'keys']);

    expect(redact('the installation keys')).toBe('the installation [hidden]');
    expect(redact('the installation key')).toBe('the installation key');
  });

  it.each([
    ['an access token', TOKEN],
    ['a refresh token', '5Aep861KIwKdekr90I4iHdu0PX2jpNqgrq.a_bc=='],
    ['a refresh token in a form', '5Aep861KIwKdekr90I4iHdu0PX2jpNqgrq%3D%3D'],
    ['an sfdx auth URL', 'force://PlatformCLI::5Aep861KIwKdekr@acme.my.salesforce.com'],
    ['a private key', KEY],
    ['a private key that was cut', KEY.slice(0, 40)],
    ['a consumer key', `3MVG9${'x'.repeat(80)}`],
    ['a signed assertion', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIzTVZHOSJ9.c2lnbmF0dXJl-_x'],
  ])('hides %s that nobody told about', (_what, secret) => {
    const redact = redactorFor([]);

    expect(redact(`found ${secret}`)).toBe('found [hidden]');
  });

  it.each([
    'The hub of admin@acme.example (00DHu00000EcaHbUAJ)',
    'https://acme.my.salesforce.com/services/data/v67.0',
    'eca-release/1.4.0/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '04tHu000000V001IAG',
  ])('leaves %s as it is', (text) => {
    expect(redactorFor([])(text)).toBe(text);
  });
});
