import { describe, expect, it } from 'vitest';
import { isolated, markup } from '../../../../src/artifacts/page/markup.ts';

describe('markup', () => {
  it('keeps a value text, between tags and within attributes', () => {
    const value = `<img src=x onerror="alert('x')"> & </script>`;

    expect(markup`<p title="${value}">${value}</p>`.text).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;x&#39;)&quot;&gt; &amp; &lt;/script&gt;">&lt;img src=x onerror=&quot;alert(&#39;x&#39;)&quot;&gt; &amp; &lt;/script&gt;</p>',
    );
  });

  it('takes markup as it is, alone and as a list, and nothing for nothing', () => {
    expect(markup`<ul>${[1, 2].map((n) => markup`<li>${n}</li>`)}${undefined}</ul>`.text).toBe(
      '<ul><li>1</li><li>2</li></ul>',
    );
  });

  it('does not take an object that looks like markup for it', () => {
    const value: unknown = JSON.parse('{"text":"<b>bold</b>"}');

    expect(markup`${String(value)}`.text).toBe('[object Object]');
  });

  it('removes what turns the direction of reading, and keeps names in every script', () => {
    expect(isolated('a\u202Eb\u2066 שלום 🚀\uD800').text).toBe('<bdi>a b  שלום 🚀\uFFFD</bdi>');
  });
});
