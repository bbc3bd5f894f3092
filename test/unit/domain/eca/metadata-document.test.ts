import { describe, expect, it } from 'vitest';
import { metadataDocument } from '../../../../src/domain/eca/metadata-document.ts';
import { componentOf } from '../../../support/eca-components.ts';

function documentOf(text: string) {
  return metadataDocument(componentOf('ExternalClientApplication', 'Acme_Connector', text));
}

function appWith(inside: string): string {
  return `<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">${inside}</ExternalClientApplication>`;
}

describe('metadataDocument', () => {
  it.each([
    ['entities', '<label>Acme &amp; S&#246;hne &lt;EU&gt;</label>', 'Acme & Söhne <EU>'],
    ['a CDATA section', '<label><![CDATA[Acme & <EU>]]></label>', 'Acme & <EU>'],
    ['text around a comment', '<label>Acme <!-- the -->Connector</label>', 'Acme Connector'],
    ['space around it', '<label>\r\n  Acme\r\n</label>', 'Acme'],
    ['characters beyond 16 bits', '<label>Acme 🔑</label>', 'Acme 🔑'],
    ['an attribute', '<label lang="en">Acme</label>', 'Acme'],
  ])('reads a text with %s', (_what, inside, wanted) => {
    expect(documentOf(appWith(inside)).text('label')).toBe(wanted);
  });

  it.each([
    ['is absent', '<description>Connects</description>'],
    ['is empty', '<label></label>'],
    ['closes itself', '<label/>'],
    ['holds space only', '<label>  \n </label>'],
    ['lies deeper', '<canvas><label>Acme</label></canvas>'],
  ])('has no text where the element %s', (_what, inside) => {
    expect(documentOf(appWith(inside)).text('label')).toBeUndefined();
  });

  it('reads past a byte order mark, a declaration and comments', () => {
    const document = documentOf(
      `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- retrieved -->\r\n${appWith('<label>Acme</label>')}\r\n`,
    );

    expect(document.text('label')).toBe('Acme');
  });

  it('does not take text of an element before for its own', () => {
    const document = documentOf(
      appWith('before<ranges><start>1</start></ranges>between<label>Acme</label>after'),
    );

    expect(document.text('label')).toBe('Acme');
  });

  it('refuses to choose between two elements of one name, when it is asked for them', () => {
    const document = documentOf(
      appWith('<label>Acme</label><label>Other</label><state>Packaged</state>'),
    );

    expect(document.text('state')).toBe('Packaged');
    expect(() => document.text('label')).toThrow(
      expect.objectContaining({
        code: 'METADATA_INVALID',
        detail: expect.objectContaining({ found: '<label> stands there 2 times' }),
      }),
    );
  });

  it.each([
    ['is cut', '<ExternalClientApplication><label>Ac'],
    ['is empty', ''],
    ['holds no XML', 'Acme'],
    [
      'closes what it never opened',
      '<ExternalClientApplication></label></ExternalClientApplication>',
    ],
    ['has a bare ampersand', appWith('<label>Acme & Co</label>')],
    ['has an entity of its own', appWith('<label>&company;</label>')],
    ['goes on after its end', `${appWith('')}<more/>`],
    [
      'has a DOCTYPE',
      `<!DOCTYPE x [<!ENTITY company SYSTEM "file:///etc/passwd">]>${appWith('<label>&company;</label>')}`,
    ],
  ])('refuses a file that %s, and names the component', (_what, text) => {
    expect(() => documentOf(text)).toThrow(
      expect.objectContaining({
        code: 'METADATA_INVALID',
        message: expect.stringContaining('ExternalClientApplication:Acme_Connector'),
      }),
    );
  });

  it('says in which line a file is broken', () => {
    expect(() => documentOf('<a>\n<b>\n</a>')).toThrow(
      expect.objectContaining({
        detail: expect.objectContaining({ found: expect.stringMatching(/^3:/) }),
      }),
    );
  });
});
