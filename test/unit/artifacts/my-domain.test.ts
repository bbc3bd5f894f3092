import { describe, expect, it } from 'vitest';
import { myDomainFrom } from '../../../src/artifacts/my-domain.ts';

describe('myDomainFrom', () => {
  it.each([
    ['acme', 'acme', false],
    [' Acme ', 'acme', false],
    ['acme-dev-ed.develop', 'acme-dev-ed.develop', false],
    ['acme--uat.sandbox', 'acme--uat.sandbox', true],
    ['acme--uat', 'acme--uat', true],
    ['page-fun-1234.scratch', 'page-fun-1234.scratch', true],
  ])('reads %j', (value, name, isSandboxOrScratchOrg) => {
    expect(myDomainFrom(value)).toEqual({ name, isSandboxOrScratchOrg });
  });

  it.each([
    '',
    'https://acme',
    'acme.my.salesforce.com',
    'acme.evil.example',
    'acme/..',
    'acme@evil',
    '-acme',
    'acme-',
    'acme#',
    'acmé',
    'a'.repeat(64),
  ])('refuses %j, which would make a link to somewhere else', (value) => {
    expect(() => myDomainFrom(value)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
