import { applyPatch } from 'diff';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileChange } from '../../../../src/domain/plan/file-change.ts';

function changeOf(before: string | undefined, after: string | undefined) {
  return fileChange({ path: 'force-app/app.xml', before: bytes(before), after: bytes(after) });
}

function bytes(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : Buffer.from(text);
}

describe('fileChange', () => {
  it('shows what changes', () => {
    const change = changeOf(
      '<App>\n  <label>Old</label>\n</App>\n',
      '<App>\n  <label>New</label>\n</App>\n',
    );

    expect(change).toMatchObject({ action: 'update', path: 'force-app/app.xml' });
    expect(change?.diff).toMatchInlineSnapshot(`
      "--- a/force-app/app.xml
      +++ b/force-app/app.xml
      @@ -1,3 +1,3 @@
       <App>
      -  <label>Old</label>
      +  <label>New</label>
       </App>
      "
    `);
  });

  it('shows a new file as one', () => {
    const change = changeOf(undefined, 'one\n');

    expect(change).toMatchObject({ action: 'create', before: null });
    expect(change?.diff).toContain('--- /dev/null');
  });

  it('shows nothing of a file that goes: it may be one that must not be shown', () => {
    const change = changeOf('<consumerSecret>abc</consumerSecret>', undefined);

    expect(change).toMatchObject({ action: 'remove', after: null });
    expect(JSON.stringify(change)).not.toContain('abc');
  });

  it('shows nothing of a file that holds a secret now', () => {
    const change = changeOf(
      '<signingKey>abc</signingKey>\n',
      '<pushConfigLink>x</pushConfigLink>\n',
    );

    expect(change).toMatchObject({ action: 'update' });
    expect(change).not.toHaveProperty('diff');
  });

  it.each([
    ['same', 'same'],
    [undefined, undefined],
  ])('is nothing where nothing changes: %s', (before, after) => {
    expect(changeOf(before, after)).toBeUndefined();
  });

  it('can be applied, whatever the texts', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '  c', '', '-d', '+e', '@@', '\\ f', 'ü\r'))
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = changeOf(before, after)?.diff;
        expect(diff === undefined ? before : applyPatch(before, diff)).toBe(after);
      }),
    );
  });
});
