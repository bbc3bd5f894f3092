import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ECA_TYPES } from '../../../../src/domain/eca/metadata-types.ts';
import { lint } from '../../../../src/domain/lint/lint.ts';
import { PROFILE_NAMES } from '../../../../src/domain/lint/profile.ts';
import { componentOf } from '../../../support/eca-components.ts';
import { inputOf } from '../../../support/lint-examples.ts';

const ELEMENTS = [
  'commaSeparatedOauthScopes',
  'customAttributes',
  'distributionState',
  'endIpAddress',
  'externalClientApplication',
  'oauthLink',
  'orgScopedExternalApp',
  'pushConfigLink',
  'startIpAddress',
  'trustedIpRanges',
  'consumerSecret',
];
const TYPES = ECA_TYPES.map(({ name }) => name);

const text = fc.oneof(
  fc.constantFrom('Full, Api,,', '::1', '1.2.3.4', '00D:', 'Acme_Connector', '&amp;', ']]', '🔑'),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((any) => any.replaceAll(/[<&]/g, ' ')),
);
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom(...ELEMENTS),
      fc.oneof(
        { depthSize: 'small' },
        text,
        fc.array(tie('element'), { maxLength: 3 }).map((all) => all.join('\r\n')),
      ),
    )
    .map(([name, inside]) => (inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>`)),
}));
const xml = fc
  .tuple(
    fc.constantFrom(...TYPES),
    fc.array(element, { maxLength: 6 }),
    fc.constantFrom('', '\uFEFF'),
  )
  .map(([type, elements, mark]) => `${mark}<${type}>\n${elements.join('\n  ')}\n</${type}>`);
const component = fc
  .record({
    type: fc.constantFrom(...TYPES, 'StaticResource'),
    content: fc.oneof(xml, fc.string()),
  })
  .map(({ type, content }) => ({
    ...componentOf(type, 'Any', content),
    path: `force-app/${type}.xml`,
    content,
  }));

describe('lint of anything', () => {
  it('never fails, and points at places that are there', () => {
    fc.assert(
      fc.property(
        fc.array(component, { maxLength: 4 }),
        fc.constantFrom(...PROFILE_NAMES),
        (components, profile) => {
          const { findings } = lint({
            packages: [{ ...inputOf({}), components }],
            settings: { rules: {}, profiles: { Acme_Connector: profile } },
            unread: {},
          });
          for (const { location, excerpt } of findings) {
            const texts = components.filter(({ path }) => path === location.file);
            const isThere = texts.some(({ content }) => {
              const line = content.replace(/^\uFEFF/, '').split('\n')[(location.line ?? 1) - 1];
              if (line === undefined) return false;
              return (
                (location.column ?? 1) <= line.length + 1 &&
                (excerpt === undefined || excerpt === line.replace(/\r$/, ''))
              );
            });
            expect(isThere || location.file === 'config/release.yaml').toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect.hasAssertions();
  });
});
