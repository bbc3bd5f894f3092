import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERRORS, EXIT, type ErrorCode } from '../../src/domain/errors.ts';
import { commitAll } from '../support/make-project.ts';
import { writeProjectFiles } from '../support/project-settings.ts';
import { checkoutHere, refusedHere, runHere } from '../support/refused-here.ts';
import { startSeededHub } from '../support/seeded-hub.ts';

const PROJECT = 'sfdx-project.json';
const ID = '0HoHu0000004CAcKAM';

async function checkoutWith(text: string | Uint8Array): Promise<string> {
  const projectDir = await checkoutHere();
  await writeProjectFiles(projectDir, { [PROJECT]: text });
  await commitAll(projectDir, 'Change the project file');
  return projectDir;
}

function project(directories: string, more = ''): string {
  return `{
  "packageDirectories": ${directories},
  "namespace": "acmeconnect",${more}
  "sourceApiVersion": "67.0"
}
`;
}

const OTHER_KEY = '"pushPackageDirectoriesSequentially":   true,';
const ONE = '[{ "path": "force-app", "default": true, "versionNumber": "1.0.0.NEXT" }]';

const REFUSED: readonly (readonly [
  title: string,
  text: string | Uint8Array,
  code: ErrorCode,
  line: number | undefined,
])[] = [
  ['a comment', project(ONE, '\n  // ours'), 'PROJECT_FILE_HAS_COMMENTS', 4],
  ['a comma too many', project(ONE, '\n  "name": "x",,'), 'PROJECT_FILE_INVALID', 4],
  ['UTF-16', Buffer.from(`\uFEFF${project(ONE)}`, 'utf16le'), 'PROJECT_FILE_INVALID', undefined],
  ['nothing in it', '', 'PROJECT_FILE_INVALID', 1],
  ['a list', '[]', 'PROJECT_FILE_INVALID', 1],
  [
    'two aliases for one package',
    project(ONE, `\n  "packageAliases": { "a": "${ID}",\n "b": "${ID}" },`),
    'PROJECT_FILE_INVALID',
    5,
  ],
  [
    'two directories and no default',
    project('[{ "path": "force-app" },\n { "path": "other" }]'),
    'PROJECT_FILE_INVALID',
    2,
  ],
  [
    'the package directory twice',
    project(
      '[{ "path": "force-app", "default": true, "versionNumber": "1.0.0.NEXT" },\n { "path": "./force-app/" }]',
    ),
    'PROJECT_FILE_INVALID',
    3,
  ],
  [
    'a directory outside',
    project('[{ "path": "../other", "default": true }]'),
    'PROJECT_FILE_INVALID',
    2,
  ],
  [
    'a device for a directory',
    project('[{ "path": "nul", "default": true }]'),
    'PROJECT_FILE_INVALID',
    2,
  ],
  [
    'a number of its own kind',
    project(ONE.replace('1.0.0.NEXT', '1.0.NEXT')),
    'VERSION_NUMBER_INVALID',
    2,
  ],
  [
    'an API version that the hub does not know yet',
    project(ONE).replace('67.0', '99.0'),
    'API_VERSION_UNSUPPORTED',
    4,
  ],
  ['a key twice', project(ONE, '\n  "namespace": "other",'), 'PROJECT_FILE_INVALID', 4],
];

describe('a project file is refused with its place, and nothing is written, for', () => {
  it.each(REFUSED)('%s', async (_title, text, code, line) => {
    const hub = await startSeededHub();
    const projectDir = await checkoutWith(text);

    const { failure } = await refusedHere({ projectDir, hub, args: ['retrieve'] });

    expect(failure).toMatchObject({
      code,
      exitCode: EXIT[ERRORS[code].exit],
      location: { file: PROJECT },
    });
    expect(failure.location?.line).toBe(line);
  });
});

describe('a project file keeps its form with', () => {
  it.each([
    ['a byte order mark', `\uFEFF${project(ONE)}`],
    ['Windows line ends', project(ONE).replaceAll('\n', '\r\n')],
    ['tabs', project(ONE).replaceAll('  ', '\t')],
    ['no line end at its end', project(ONE).trimEnd()],
    ['everything on one line', project(ONE).replaceAll(/\n */g, ' ')],
    ['an id as the package', project(ONE.replace('"path"', `"package": "${ID}", "path"`))],
    [
      'another directory besides',
      project(
        `[{ "path": "other", "default": true }, ${ONE.slice(1, -1).replace(', "default": true', '')}]`,
      ),
    ],
    ['keys of other tools', project(ONE, `\n  ${OTHER_KEY}`)],
  ])('%s', async (_title, text) => {
    const hub = await startSeededHub();
    const projectDir = await checkoutWith(text);

    const run = await runHere({ projectDir, hub, args: ['retrieve'] });

    const after = await readFile(join(projectDir, PROJECT), 'utf8');
    expect(run).toMatchObject({ exitCode: 0, outcome: 'succeeded' });
    expect(after.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
    expect(/[^\r]\n/.test(after)).toBe(/[^\r]\n/.test(text));
    expect(/\n\t/.test(after)).toBe(/\n\t/.test(text));
    expect(after.at(-1)).toBe(text.at(-1));
    expect(JSON.parse(after.replace('\uFEFF', ''))).toMatchObject({
      packageDirectories: expect.arrayContaining([
        expect.objectContaining({ path: 'force-app', package: 'Acme Connector' }),
      ]),
    });
    expect(after.includes(OTHER_KEY)).toBe(text.includes(OTHER_KEY));
  });
});
