import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProjectEdit } from '../../../src/ports/workspace.ts';
import { normalizedPath } from '../../../src/domain/project-path.ts';
import { editProjectText } from '../../../src/workspace/project-file-edit.ts';

interface Directory {
  path: string;
  [key: string]: string | boolean;
}

interface Project {
  packageDirectories: Directory[];
  namespace?: string;
  packageAliases?: Record<string, string>;
  [key: string]: unknown;
}

const word = fc.string({ minLength: 1, maxLength: 8, unit: 'binary' });
/** Three letters could be the name of a device of Windows. */
const pathName = fc.stringMatching(/^[a-z]{4,6}$/);
const ids = fc.stringMatching(/^04t[a-zA-Z0-9]{12}$/);
const settings = { versionName: word, versionNumber: word, package: word };
/** JavaScript keeps keys that look like numbers in an order of its own, so objects could not tell the order in the file. */
const key = word.filter((text) => !/^\d+$/.test(text) && text !== '__proto__');

const project = fc
  .record(
    {
      packageDirectories: fc
        .uniqueArray(fc.tuple(pathName, fc.record(settings, { requiredKeys: [] })), {
          selector: ([path]) => path,
          minLength: 1,
          maxLength: 3,
        })
        .map((entries) =>
          entries.map(([path, rest], index): Directory => ({
            path,
            ...rest,
            default: index === 0,
          })),
        ),
      namespace: word,
      packageAliases: fc.dictionary(key, ids, { maxKeys: 3 }),
      plugins: fc.dictionary(key, word, { maxKeys: 3 }),
      name: word,
    },
    { requiredKeys: ['packageDirectories'] },
  )
  .map((value): Project => ({ sourceApiVersion: '67.0', ...value }));

/** A text with a layout of its own for a value: indentation, line ends, byte order mark, last line end. */
const layout = fc.record({
  indent: fc.constantFrom('\t', '  ', '    ', ''),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
  end: fc.constantFrom('', '\n', '\n\n'),
});

type Layout = typeof layout extends fc.Arbitrary<infer Value> ? Value : never;

function textOf(value: unknown, { indent, lineBreak, mark, end }: Layout): string {
  return mark + (JSON.stringify(value, null, indent) + end).replaceAll('\n', lineBreak);
}

const edit: fc.Arbitrary<ProjectEdit> = fc.record(
  {
    namespace: word,
    packageDirectories: fc.uniqueArray(
      fc.record({
        path: pathName.map((path) => `./${path}/`),
        set: fc.record(
          { package: word, versionNumber: word, versionName: fc.constant(null) },
          { requiredKeys: [] },
        ),
      }),
      { selector: ({ path }) => path, maxLength: 2 },
    ),
    packageAliases: fc.dictionary(key, ids, { maxKeys: 2 }),
  },
  { requiredKeys: [] },
);

/** The edit as it would be done on the parsed file. */
function edited(
  before: Project,
  { namespace, packageDirectories = [], packageAliases = {} }: ProjectEdit,
): Project {
  const after = structuredClone(before);
  if (namespace !== undefined) after.namespace = namespace;
  for (const { path, set } of packageDirectories) {
    let directory = after.packageDirectories.find((each) => each.path === normalizedPath(path));
    if (directory === undefined) {
      directory = { path: normalizedPath(path) };
      after.packageDirectories.push(directory);
    }
    for (const [name, value] of Object.entries(set)) {
      if (value === null) delete directory[name];
      else directory[name] = value;
    }
  }
  if (Object.keys(packageAliases).length > 0)
    after.packageAliases = { ...after.packageAliases, ...packageAliases };
  return after;
}

function parsed(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}

describe('editProjectText, for any project, layout and edit', () => {
  it('means the same as editing the parsed file, with the keys in the same order', () => {
    fc.assert(
      fc.property(project, layout, edit, (before, how, change) => {
        const after = parsed(editProjectText(textOf(before, how), change));

        expect(JSON.stringify(after)).toBe(JSON.stringify(edited(before, change)));
      }),
      { numRuns: 500 },
    );
  });

  it('gives the bytes that the edited file would have in the same layout', () => {
    const indented = layout.filter(({ indent }) => indent !== '');
    fc.assert(
      fc.property(project, indented, edit, (before, how, change) => {
        fc.pre(!hasEmptyObject(before) && !hasEmptyObject(edited(before, change)));

        expect(editProjectText(textOf(before, how), change)).toBe(
          textOf(edited(before, change), how),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(project, layout, edit, (before, how, change) => {
        const once = editProjectText(textOf(before, how), change);

        expect(editProjectText(once, change)).toBe(once);
      }),
    );
  });

  it('leaves a file alone that has it all already', () => {
    fc.assert(
      fc.property(project, layout, edit, (before, how, change) => {
        const text = textOf(edited(before, change), how);

        expect(editProjectText(text, change)).toBe(text);
      }),
    );
  });
});

/** Project files in the parts between which space may stand; the value of a namespace is to be put in. */
const PLAIN =
  '{ "packageDirectories" : [ { "path" : "force-app" , "default" : true } ] , "sourceApiVersion" : "67.0" }';
const WITH_NAMESPACE = PLAIN.replace('{', '{ "namespace" : VALUE ,');
const WITH_ALIASES = PLAIN.replace('{', '{ "packageAliases" : { "Other" : "04t5e000000AbCd" } ,');

/** What is added to which file by a single value. */
const ADDITIONS: readonly (readonly [
  title: string,
  before: string,
  change: (value: string) => ProjectEdit,
])[] = [
  ['a namespace', PLAIN, (namespace) => ({ namespace })],
  ['the first alias', PLAIN, (value) => ({ packageAliases: { [`a${value}`]: value } })],
  ['another alias', WITH_ALIASES, (value) => ({ packageAliases: { [`a${value}`]: value } })],
  [
    'the package of a directory',
    WITH_ALIASES,
    (value) => ({ packageDirectories: [{ path: 'force-app', set: { package: value } }] }),
  ],
  [
    'a directory',
    WITH_ALIASES,
    (value) => ({ packageDirectories: [{ path: 'events', set: { package: value } }] }),
  ],
];

describe('editProjectText, for any layout that nobody would choose', () => {
  /** Space that may stand between any two parts of a JSON text. */
  const space = fc.stringMatching(/^[ \t\n]{0,4}$/);
  const spaces = fc.array(space, { minLength: 32, maxLength: 32 });
  const lineBreak = fc.constantFrom('\n', '\r\n');
  const scalar = fc.stringMatching(/^[a-zA-Z0-9. ]{1,12}$/);

  it('changes no byte outside of the value that it sets', () => {
    fc.assert(
      fc.property(spaces, lineBreak, scalar, scalar, (gaps, breaks, before, after) => {
        const text = spaced(WITH_NAMESPACE, gaps, breaks).replace('VALUE', JSON.stringify(before));
        const at = text.indexOf(JSON.stringify(before));

        const changed = editProjectText(text, { namespace: after });

        expect(changed).toBe(
          text.slice(0, at) + JSON.stringify(after) + text.slice(at + before.length + 2),
        );
      }),
    );
  });

  it.each(ADDITIONS)('adds %s in one piece between bytes that stay', (_title, before, change) => {
    fc.assert(
      fc.property(spaces, lineBreak, word, (gaps, breaks, value) => {
        const text = spaced(before, gaps, breaks);

        const changed = editProjectText(text, change(value));

        const kept = commonStart(text, changed);
        expect(changed.slice(0, kept) + changed.slice(changed.length - text.length + kept)).toBe(
          text,
        );
        expect(parsed(changed)).toEqual(edited(parsed(text) as Project, change(value)));
      }),
    );
  });
});

function spaced(parts: string, gaps: readonly string[], lineBreak: string): string {
  return parts
    .split(' ')
    .map((part, index) => `${gaps[index] ?? ''}${part}`)
    .join('')
    .replaceAll('\n', lineBreak);
}

/** How many characters two texts begin with alike. */
function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function hasEmptyObject(value: Project): boolean {
  return JSON.stringify(value).includes('{}');
}
