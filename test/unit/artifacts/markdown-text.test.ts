import { describe, expect, it } from 'vitest';
import { code, codeCell, plainText, webLink } from '../../../src/artifacts/markdown-text.ts';
import { HOSTILE_NAME } from './acme-connector.ts';

describe('plainText', () => {
  it.each([
    ['Acme Connector', 'Acme Connector'],
    ['a | b', String.raw`a \| b`],
    ['<script>', '&lt;script&gt;'],
    ['&amp;', '&amp;amp;'],
    ['**bold** _it_', String.raw`\*\*bold\*\* \_it\_`],
    ['two\nlines\r\n# here', String.raw`two lines \# here`],
    ['![x](y)', String.raw`\!\[x\](y)`],
    ['https://evil.example', 'https:&#47;&#47;evil.example'],
    ['www.evil.example', 'www&#46;evil.example'],
    ['- no list', String.raw`\- no list`],
    ['1. no list', String.raw`1\. no list`],
    ['\u202Etfel\u202C', 'tfel'],
    ['שלום 🚀', 'שלום 🚀'],
  ])('writes %j so that it reads as it is', (value, text) => {
    expect(plainText(value)).toBe(text);
  });

  it('keeps the most hostile name on one line', () => {
    expect(plainText(HOSTILE_NAME)).toMatchInlineSnapshot(
      `"A\\|b \\\`c\\\` \\*d\\* \\_e\\_ \\[f\\](https:&#47;&#47;g.example) &lt;h&gt;&amp;amp; tfel \\# 🚀 שלום"`,
    );
  });
});

describe('code', () => {
  it.each([
    ['a_b*c', '`a_b*c`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['', '`  `'],
    ['a|b', '`a|b`'],
    ['a\nb', '`a b`'],
  ])('encloses %j', (value, text) => {
    expect(code(value)).toBe(text);
  });
});

describe('codeCell', () => {
  it('escapes what would end a table cell', () => {
    expect(codeCell('a|b')).toBe(String.raw`\`a\|b\``.replaceAll('\\`', '`'));
  });
});

describe('webLink', () => {
  it.each([
    ['https://acme.example/notes', '<https://acme.example/notes>'],
    ['https://acme.example/a b?c=<d>|e', '<https://acme.example/a%20b?c=%3Cd%3E%7Ce>'],
    ['javascript:alert(1)', '`javascript:alert(1)`'],
    ['see the wiki', '`see the wiki`'],
  ])('links %j only if it is a web address', (value, text) => {
    expect(webLink(value)).toBe(text);
  });
});
