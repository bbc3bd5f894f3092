import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { commitAll } from '../support/make-project.ts';
import { writeProjectFiles } from '../support/project-settings.ts';
import { checkoutHere, refusedHere, runHere } from '../support/refused-here.ts';
import { startSeededHub, type SeededHub } from '../support/seeded-hub.ts';
import { withPackage } from '../support/seeded-package.ts';

const PROJECT = 'sfdx-project.json';
const PACKAGE = 'Acme Connector';
const OTHER_ID = '0HoHu0000004ZzZZA0';
const DEPENDENCY_ID = '04tHu000000ABcdIAG';

/** Nothing of what a release needs is there yet: the namespace, the package, its number and its alias are written. */
const BARE = `{
  "sourceApiVersion": "67.0",
  "packageDirectories": [
    {
      "path": "force-app",
      "default": true
    }
  ],
  "name": "acme-connector"
}
`;
const WIRED = `{
  "sourceApiVersion": "67.0",
  "packageDirectories": [
    {
      "path": "force-app",
      "default": true,
      "package": "${PACKAGE}",
      "versionNumber": "1.0.0.NEXT"
    }
  ],
  "name": "acme-connector",
  "namespace": "acmeconnect",
  "packageAliases": {
    "${PACKAGE}": "ID"
  }
}
`;

const OTHERS_DIRECTORY = '{ "path": "other", "default": true, "package": "Other" }';
const OTHERS_ALIASES = `"Other": "${OTHER_ID}", "Base@1.2.0-3": "${DEPENDENCY_ID}"`;

function oneLine(text: string): string {
  return text.replaceAll(/\n */g, ' ').trim();
}

/** Each with the file as it is, and as it has to be in the end, with ID for the id of the package. */
const FORMS: readonly (readonly [title: string, before: string, after: string])[] = [
  ['as the sf CLI generates it', BARE, WIRED],
  ['a byte order mark', `\uFEFF${BARE}`, `\uFEFF${WIRED}`],
  ['Windows line ends', BARE.replaceAll('\n', '\r\n'), WIRED.replaceAll('\n', '\r\n')],
  ['tabs', BARE.replaceAll('  ', '\t'), WIRED.replaceAll('  ', '\t')],
  ['no line end at its end', BARE.trimEnd(), WIRED.trimEnd()],
  [
    'a byte order mark, tabs and Windows line ends',
    `\uFEFF${BARE.replaceAll('  ', '\t').replaceAll('\n', '\r\n')}`,
    `\uFEFF${WIRED.replaceAll('  ', '\t').replaceAll('\n', '\r\n')}`,
  ],
  [
    'everything on one line',
    oneLine(BARE),
    `{ "sourceApiVersion": "67.0", "packageDirectories": [ { "path": "force-app", "default": true, "package": "${PACKAGE}", "versionNumber": "1.0.0.NEXT" } ], "name": "acme-connector", "namespace": "acmeconnect", "packageAliases": {"${PACKAGE}": "ID"} }`,
  ],
  [
    'an empty list of aliases',
    BARE.replace('"name"', '"packageAliases": {},\n  "name"'),
    WIRED.replace(/,\n {2}"packageAliases[^]*/, '\n}\n').replace(
      '"name"',
      `"packageAliases": {\n    "${PACKAGE}": "ID"\n  },\n  "name"`,
    ),
  ],
  [
    'aliases of other packages',
    BARE.replace('"name"', `"packageAliases": { ${OTHERS_ALIASES} },\n  "name"`),
    WIRED.replace(/,\n {2}"packageAliases[^]*/, '\n}\n').replace(
      '"name"',
      `"packageAliases": { ${OTHERS_ALIASES}, "${PACKAGE}": "ID" },\n  "name"`,
    ),
  ],
  [
    'several package directories',
    BARE.replace(/\{\n {6}"path[^}]*\}/, `${OTHERS_DIRECTORY},\n    { "path": "./force-app/" }`),
    WIRED.replace(
      /\{\n {6}"path[^}]*\}/,
      `${OTHERS_DIRECTORY},\n    { "path": "./force-app/", "package": "${PACKAGE}", "versionNumber": "1.0.0.NEXT" }`,
    ),
  ],
  [
    'another directory than that of the package',
    BARE.replace('"force-app"', '"other"'),
    WIRED.replace(/\{\n {6}"path[^}]*\}/, (entry) =>
      [
        '{\n      "path": "other",\n      "default": true\n    }',
        entry.replace('\n      "default": true,', ''),
      ].join(',\n    '),
    ),
  ],
  [
    'keys of other tools',
    BARE.replace(
      '"name"',
      '"pushPackageDirectoriesSequentially":   true,\n  "plugins": {\n"a":[1 ,2]},\n  "name"',
    ),
    WIRED.replace(
      '"name"',
      '"pushPackageDirectoriesSequentially":   true,\n  "plugins": {\n"a":[1 ,2]},\n  "name"',
    ),
  ],
];

async function checkoutWith(text: string): Promise<string> {
  const projectDir = await checkoutHere();
  await writeProjectFiles(projectDir, { [PROJECT]: text, 'other/README.md': 'Not ours.\n' });
  await commitAll(projectDir, 'Change the project file');
  return projectDir;
}

const ARGS = ['release', '--yes', '--version-number', '1.0.0'];

/** The release, and what is in the hub and in the project file then. */
async function released(projectDir: string, hub: SeededHub) {
  const { exitCode, failure } = await runHere({ projectDir, hub, args: ARGS });
  const { packages, versions } = await hub.records();
  return {
    exitCode,
    failure,
    packages: packages.map(({ name }) => name),
    versions: versions.length,
    text: await readFile(join(projectDir, PROJECT), 'utf8'),
  };
}

async function idOfPackage(hub: SeededHub): Promise<string> {
  const { packages } = await hub.records();
  const found = packages.find(({ name }) => name === PACKAGE);
  if (found === undefined) throw new TypeError(`The hub has no ${PACKAGE}`);
  return found.id;
}

const ONCE = { exitCode: 0, failure: undefined, packages: [PACKAGE], versions: 1 };

describe('a release writes what it needs into a project file and keeps its form, with', () => {
  it.each(FORMS)('%s', async (_title, before, after) => {
    const hub = await startSeededHub();
    const projectDir = await checkoutWith(before);

    const first = await released(projectDir, hub);
    const again = await released(projectDir, hub);

    const text = after.replace('ID', await idOfPackage(hub));
    expect(first).toEqual({ ...ONCE, text });
    expect(again).toEqual({ ...ONCE, text });
  });
});

describe('a release of a package that the hub has makes no second one, with', () => {
  const shortened = (id: string): string => id.slice(0, 15);

  it.each<readonly [title: string, change: (text: string, id: string) => string]>([
    [
      'its id as the package',
      (text, id) => text.replace(`"package": "${PACKAGE}"`, `"package": "${id}"`),
    ],
    [
      'the short form of its id as the package',
      (text, id) => text.replace(`"package": "${PACKAGE}"`, `"package": "${shortened(id)}"`),
    ],
    ['the short form of its id as the alias', (text, id) => text.replace(id, shortened(id))],
    ['an alias that leads to nothing', (text, id) => text.replace(id, OTHER_ID)],
    ['no alias', (text) => text.replace(/,\n {2}"packageAliases[^]*/, '\n}\n')],
  ])('%s', async (_title, change) => {
    const hub = await startSeededHub(withPackage(PACKAGE));
    const id = await idOfPackage(hub);
    const wired = WIRED.replace('ID', id);
    const before = change(wired, id);
    const projectDir = await checkoutWith(before);

    const first = await released(projectDir, hub);
    const again = await released(projectDir, hub);

    expect(before).not.toBe(wired);
    expect(first).toEqual({ ...ONCE, text: wired });
    expect(again).toEqual({ ...ONCE, text: wired });
  });

  it('an alias of another name, which stays the only one', async () => {
    const hub = await startSeededHub(withPackage(PACKAGE));
    const text = WIRED.replace('ID', await idOfPackage(hub)).replaceAll(
      `"${PACKAGE}"`,
      '"connector"',
    );
    const projectDir = await checkoutWith(text);

    const first = await released(projectDir, hub);
    const again = await released(projectDir, hub);

    expect([first, again]).toEqual([
      { ...ONCE, text },
      { ...ONCE, text },
    ]);
  });
});

describe('a release asks for nothing and writes nothing with a project file that has', () => {
  it.each<readonly [title: string, text: string, code: ErrorCode]>([
    ['comments', BARE.replace('{', '{\n  // ours'), 'PROJECT_FILE_HAS_COMMENTS'],
    ['comments in blocks', `/* ours */ ${BARE}`, 'PROJECT_FILE_HAS_COMMENTS'],
    [
      'two aliases for one package',
      BARE.replace(
        '"name"',
        `"packageAliases": { "a": "${OTHER_ID}", "b": "${OTHER_ID}" },\n  "name"`,
      ),
      'PROJECT_FILE_INVALID',
    ],
    [
      'two aliases for one package, one of them short',
      BARE.replace(
        '"name"',
        `"packageAliases": { "a": "${OTHER_ID}", "b": "${OTHER_ID.slice(0, 15)}" },\n  "name"`,
      ),
      'PROJECT_FILE_INVALID',
    ],
    ['a comma after the last entry', BARE.replace('true\n', 'true,\n'), 'PROJECT_FILE_INVALID'],
  ])('%s', async (_title, text, code) => {
    const hub = await startSeededHub();
    const projectDir = await checkoutWith(text);

    const { failure } = await refusedHere({ projectDir, hub, args: ARGS });

    expect(failure).toMatchObject({ code, location: { file: PROJECT, line: expect.any(Number) } });
  });
});
