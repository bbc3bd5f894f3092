import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Component } from '../../../../src/domain/eca/component.ts';
import { componentRows } from '../../../../src/domain/version/release-key.ts';
import { componentOf } from '../../../support/eca-components.ts';

const line = fc.stringMatching(/^[ a-zA-Z0-9<>/&;äß🔑]{0,12}$/u);
const lines = fc.array(line, { minLength: 1, maxLength: 5 });
const files = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[A-Z][a-z_]{0,6}$/), lines), {
  selector: ([name]) => name,
  minLength: 1,
  maxLength: 4,
});

function fileWith(name: string, text: string): Component {
  return componentOf('ExternalClientApplication', name, text);
}

describe('the rows of a digest', () => {
  it('do not depend on the order of the components, on line endings, or on a byte order mark', () => {
    fc.assert(
      fc.property(
        files.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('', '\uFEFF'),
        fc.constantFrom('', '\n', '\n\n'),
        ([all, shuffled], ending, mark, last) => {
          const plain = all.map(([name, text]) => fileWith(name, text.join('\n')));
          const other = shuffled.map(([name, text]) =>
            fileWith(name, `${mark}${text.join(ending)}${last.replaceAll('\n', ending)}`),
          );

          expect(componentRows(other)).toEqual(componentRows(plain));
        },
      ),
    );
  });

  it('differ wherever a byte of what is no text does', () => {
    const noText = fc.uint8Array({ maxLength: 20 }).map((bytes) => [0xff, ...bytes]);
    fc.assert(
      fc.property(noText, noText, (one, other) => {
        fc.pre(one.join() !== other.join());
        const rows = [one, other].map((bytes) =>
          componentRows([
            { type: 'StaticResource', fullName: 'Logo', bytes: Uint8Array.from(bytes) },
          ]),
        );

        expect(rows[0]).not.toEqual(rows[1]);
      }),
    );
  });

  it('differ wherever a character of the text does', () => {
    fc.assert(
      fc.property(
        lines,
        fc.nat(),
        fc.constantFrom('x', ' ', '\n', '&'),
        (text, position, added) => {
          const before = text.join('\n');
          const index = position % (before.trimEnd().length + 1);
          const after = before.slice(0, index) + added + before.slice(index);
          fc.pre(after.trimEnd() !== before.trimEnd());

          expect(componentRows([fileWith('Acme', after)])).not.toEqual(
            componentRows([fileWith('Acme', before)]),
          );
        },
      ),
    );
  });
});
