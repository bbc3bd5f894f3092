import { describe, expect, it } from 'vitest';
import { folderNameFor } from '../../../src/artifacts/folder-name.ts';
import { HOSTILE_NAME } from './acme-connector.ts';

describe('folderNameFor', () => {
  it.each([
    ['Acme Connector', 'Acme-Connector'],
    ['acme_connector.v2', 'acme_connector.v2'],
    ['1.4.0-3', '1.4.0-3'],
  ])('keeps %j readable', (name, folder) => {
    expect(folderNameFor(name)).toBe(folder);
  });

  it.each([
    ['../../etc/passwd', /^etc-passwd-[0-9a-f]{8}$/],
    ['..', /^package-[0-9a-f]{8}$/],
    ['', /^package-[0-9a-f]{8}$/],
    ['接続', /^package-[0-9a-f]{8}$/],
    ['Crème', /^Creme-[0-9a-f]{8}$/],
    ['Acme.', /^Acme-[0-9a-f]{8}$/],
    ['Acme ', /^Acme-[0-9a-f]{8}$/],
    ['CON', /^package-CON-[0-9a-f]{8}$/],
    ['nul.txt', /^package-nul\.txt-[0-9a-f]{8}$/],
    ['x'.repeat(200), /^x{60}-[0-9a-f]{8}$/],
    [HOSTILE_NAME, /^[a-zA-Z0-9._-]+-[0-9a-f]{8}$/],
  ])('makes %j a safe name that no other name has', (name, folder) => {
    expect(folderNameFor(name)).toMatch(folder);
  });

  it('tells names apart that differ in what it replaces', () => {
    const folders = ['接続', '连接', '', '..', 'a/b', 'a:b'].map(folderNameFor);

    expect(new Set(folders).size).toBe(folders.length);
  });
});
