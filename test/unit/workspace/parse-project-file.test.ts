import { describe, expect, it } from 'vitest';
import { ReleaseError } from '../../../src/domain/errors.ts';
import { parseProjectFile } from '../../../src/workspace/parse-project-file.ts';

const ID = '0Ho5e000000AbCdCAK';

function failureOf(text: string): ReleaseError {
  try {
    parseProjectFile(text);
  } catch (error) {
    if (error instanceof ReleaseError) return error;
    throw error;
  }
  throw new TypeError('The project file was accepted');
}

/** A valid project with some keys replaced; null takes one out. */
function projectWith(keys: Readonly<Record<string, unknown>>): string {
  const project: Record<string, unknown> = {
    packageDirectories: [{ path: 'force-app', default: true }],
    sourceApiVersion: '67.0',
    ...keys,
  };
  for (const [key, value] of Object.entries(project)) if (value === null) delete project[key];
  return JSON.stringify(project, null, 2);
}

describe('parseProjectFile', () => {
  it('reads what a release needs', () => {
    const project = parseProjectFile(
      projectWith({
        namespace: 'acmeconnect',
        packageDirectories: [
          {
            path: './force-app/',
            default: true,
            package: 'Acme Connector',
            versionNumber: '1.4.0.NEXT',
            ancestorVersion: 'HIGHEST',
          },
          { path: 'unpackaged' },
        ],
        packageAliases: { 'Acme Connector': ID, 'Acme Connector@1.3.0-1': '04t5e000000AbCdAAK' },
      }),
    );

    expect(project).toEqual({
      namespace: 'acmeconnect',
      sourceApiVersion: '67.0',
      sourceApiVersionAt: { file: 'sfdx-project.json', line: 14, column: 23 },
      packageDirectories: [
        {
          path: 'force-app',
          isDefault: true,
          package: 'Acme Connector',
          versionNumber: '1.4.0.NEXT',
          versionNumberAt: { file: 'sfdx-project.json', line: 7, column: 24 },
          ancestorVersion: 'HIGHEST',
        },
        { path: 'unpackaged', isDefault: false },
      ],
      packageAliases: { 'Acme Connector': ID, 'Acme Connector@1.3.0-1': '04t5e000000AbCdAAK' },
    });
  });

  it('takes the only package directory for the default', () => {
    const project = parseProjectFile(projectWith({ packageDirectories: [{ path: 'force-app' }] }));

    expect(project.packageDirectories[0]?.isDefault).toBe(true);
  });

  it('takes an empty namespace for none, as sf project generate writes it', () => {
    expect(parseProjectFile(projectWith({ namespace: '' }))).not.toHaveProperty('namespace');
  });

  it('reads a file with a byte order mark, as the Salesforce CLI does', () => {
    expect(parseProjectFile(`\uFEFF${projectWith({})}`).sourceApiVersion).toBe('67.0');
  });

  it('refuses comments, naming every line', () => {
    const failure = failureOf(
      '{\n  // packages\n  "packageDirectories": [], /* none\n */\n  "name": "x"\n}',
    );

    expect(failure.code).toBe('PROJECT_FILE_HAS_COMMENTS');
    expect(failure.detail.location).toEqual({ file: 'sfdx-project.json', line: 2, column: 3 });
    expect(failure.detail.problems?.map(({ location }) => location?.line)).toEqual([2, 3]);
  });

  it.each([
    ['a comma too many', '{\n  "name": "x",\n}', 3, 'no comma after the last entry'],
    ['a comma too few', '{\n  "name": "x"\n  "namespace": "y"\n}', 3, 'a comma between entries'],
    ['an open text', '{\n  "name": "x\n}', 2, 'a closing double quote'],
    ['single quotes', "{\n  'name': 'x'\n}", 2, 'double quotes'],
    ['a missing brace', '{\n  "name": "x"', 2, 'a closing }'],
    ['an empty file', '', 1, 'a value'],
  ])('tells the line of %s', (_what, text, line, wanted) => {
    const failure = failureOf(text);

    expect(failure.code).toBe('PROJECT_FILE_INVALID');
    expect(failure.detail.location?.line).toBe(line);
    expect(failure.detail.wanted).toContain(wanted);
  });

  it('recognises a merge conflict', () => {
    const failure = failureOf(
      '{\n<<<<<<< HEAD\n  "name": "x"\n=======\n  "name": "y"\n>>>>>>> b\n}',
    );

    expect(failure.detail.found).toBe('a merge conflict');
  });

  it.each([
    ['no API version', { sourceApiVersion: null }, 'sourceApiVersion is missing'],
    ['a number for it', { sourceApiVersion: 67 }, 'sourceApiVersion is no API version'],
    ['an unfinished one', { sourceApiVersion: '67' }, 'sourceApiVersion is no API version'],
    ['an old one', { sourceApiVersion: '59.0' }, 'too old for External Client Apps'],
    ['no package directories', { packageDirectories: null }, 'missing or empty'],
    ['an empty list of them', { packageDirectories: [] }, 'missing or empty'],
    ['a directory without path', { packageDirectories: [{}] }, 'has no path'],
    ['a path upwards', { packageDirectories: [{ path: '../x' }] }, '.. in it'],
    ['an absolute path', { packageDirectories: [{ path: '/x' }] }, 'absolute'],
    ['a Windows path', { packageDirectories: [{ path: 'a\\b' }] }, 'backslash'],
    [
      'no default',
      { packageDirectories: [{ path: 'a' }, { path: 'b' }] },
      'no package directory is the default',
    ],
    [
      'two defaults',
      {
        packageDirectories: [
          { path: 'a', default: true },
          { path: 'b', default: true },
        ],
      },
      'more than one package directory is the default',
    ],
    [
      'the only one not the default',
      { packageDirectories: [{ path: 'a', default: false }] },
      'must be the default',
    ],
    [
      'a version that is a number',
      { packageDirectories: [{ path: 'a', versionNumber: 1 }] },
      'versionNumber of a package directory is no text',
    ],
    [
      'two aliases for a package',
      { packageAliases: { one: ID, two: ID.slice(0, 15) } },
      'two aliases, one and two',
    ],
    ['an alias that is no text', { packageAliases: { one: 1 } }, 'the alias one is no text'],
    ['a namespace that is no text', { namespace: 1 }, 'namespace is no text'],
    ['replacements', { replacements: [{ filename: 'x' }] }, 'replacements cannot be honoured'],
    [
      'a registry of its own',
      { registryCustomizations: { types: {} } },
      'registryCustomizations cannot be honoured',
    ],
  ])('refuses %s', (_what, keys, message) => {
    const failure = failureOf(projectWith(keys));

    expect(failure.code).toBe('PROJECT_FILE_INVALID');
    expect(failure.detail.problems).toHaveLength(1);
    expect(failure.message).toContain(message);
    expect(failure.detail.location?.line).toBeGreaterThan(0);
  });

  it('allows two aliases for one version: only packages are looked up by id', () => {
    const text = projectWith({
      packageAliases: { one: '04t5e000000AbCdAAK', two: '04t5e000000AbCdAAK' },
    });

    expect(Object.keys(parseProjectFile(text).packageAliases)).toEqual(['one', 'two']);
  });

  it('refuses a key that stands twice, at any depth', () => {
    const failure = failureOf(
      '{"sourceApiVersion":"67.0","packageDirectories":[{"path":"a","path":"b"}]}',
    );

    expect(failure.message).toContain('the key path stands here twice');
  });

  it('tells all problems together', () => {
    const failure = failureOf(projectWith({ sourceApiVersion: '1', packageDirectories: [{}] }));

    expect(failure.detail.problems).toHaveLength(2);
  });
});
