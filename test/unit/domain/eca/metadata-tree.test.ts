import { describe, expect, it } from 'vitest';
import { readMetadata, type MetadataElement } from '../../../../src/domain/eca/metadata-tree.ts';

function rootOf(xml: string): MetadataElement {
  const read = readMetadata(xml);
  if (read.kind !== 'tree') throw new TypeError(read.why);
  return read.root;
}

describe('readMetadata', () => {
  const xml =
    '\uFEFF<?xml version="1.0"?>\r\n<app lang="a>b">\r\n  <label x="<&gt;">🔑 Acme </label>\r\n  <none/><part ><key>1</key></part  >\r\n</app>\r\n'.replace(
      'x="<&gt;"',
      'x="&lt;>"',
    );

  it('knows where every element stands, whatever comes before it', () => {
    const [label, none, part] = rootOf(xml).children;
    const slices = [label, none, part, part?.children[0]].map((element) => [
      xml.slice(element?.span.start, element?.span.end),
      xml.slice(element?.inner.start, element?.inner.end),
    ]);

    expect(slices).toEqual([
      ['<label x="&lt;>">🔑 Acme </label>', '🔑 Acme '],
      ['<none/>', ''],
      ['<part ><key>1</key></part  >', '<key>1</key>'],
      ['<key>1</key>', '1'],
    ]);
  });

  it('gives each element its own text', () => {
    expect(rootOf('<a> x <b>y</b> z <c><![CDATA[ <&> ]]></c></a>')).toMatchObject({
      text: 'x  z',
      children: [{ text: 'y' }, { text: '<&>' }],
    });
  });

  it.each([
    ['a tag that nothing closes', '<a>\n<b></a>'],
    ['nothing', ''],
    ['an entity that nobody declared', '<a>&acme;</a>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['two roots', '<a/><b/>'],
  ])('says what is wrong, and where, with %s', (_what, text) => {
    const read = readMetadata(text);

    expect(read).toMatchObject({ kind: 'malformed', why: expect.stringMatching(/\w+/) });
    expect(read.kind === 'malformed' && read.offset).toBeLessThanOrEqual(text.length);
  });

  it('keeps the first of several errors', () => {
    expect(readMetadata('<a>\n<b>x</c></a>')).toMatchObject({ kind: 'malformed', offset: 12 });
  });
});
