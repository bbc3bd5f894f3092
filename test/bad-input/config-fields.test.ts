import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { configJsonSchema } from '../../src/config/config-json-schema.ts';
import { configPathText, type ConfigPath } from '../../src/config/config-path.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { OVERRIDES, type OverrideName } from '../../src/config/overrides.ts';
import type { FlagTexts } from '../../src/config/read-overrides.ts';
import { ReleaseError, type Problem } from '../../src/domain/errors.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const EVERY_SETTING = join(import.meta.dirname, '..', 'fixtures', 'config', 'every-setting.yaml');
const settings: unknown = parse(await readFile(EVERY_SETTING, 'utf8'));

interface Field {
  readonly path: ConfigPath;
  readonly value: unknown;
}

/** Every place of a value, from the outside in. */
function fieldsOf(value: unknown, path: ConfigPath = []): readonly Field[] {
  const inner = Array.isArray(value)
    ? value.flatMap((entry, index) => fieldsOf(entry, [...path, index]))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, entry]) => fieldsOf(entry, [...path, key]))
      : [];
  return path.length === 0 ? inner : [{ path, value }, ...inner];
}

const FIELDS = fieldsOf(settings);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The settings with another value in one place; undefined takes it out. */
function changed(value: unknown, [step, ...rest]: ConfigPath, replacement: unknown): unknown {
  if (step === undefined) return replacement;
  if (Array.isArray(value))
    return value.flatMap((entry: unknown, index) => {
      if (index !== step) return [entry];
      const after = changed(entry, rest, replacement);
      return after === undefined ? [] : [after];
    });
  const entries = Object.entries(isObject(value) ? value : {});
  return Object.fromEntries(
    entries
      .map(([key, entry]) => [key, key === step ? changed(entry, rest, replacement) : entry])
      .filter(([, entry]) => entry !== undefined),
  );
}

interface Given {
  readonly config?: unknown;
  readonly overrides?: FlagTexts;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What is wrong with a configuration; nothing where it is taken. Anything else but CONFIG_INVALID fails the test. */
async function problemsOf(
  projectDir: string,
  { config = settings, overrides = {}, environment = {} }: Given,
): Promise<readonly Problem[]> {
  await writeFile(join(projectDir, 'config', 'release.yaml'), stringify(config));
  try {
    await loadConfig({ projectDir, overrides, environment, file: undefined });
    return [];
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== 'CONFIG_INVALID') throw error;
    return error.detail.problems ?? [];
  }
}

async function project(): Promise<string> {
  const projectDir = await temporaryFolder('config');
  await mkdir(join(projectDir, 'config'));
  return projectDir;
}

const WRONG_TYPES = ['a text', 1.5, true, ['a'], { a: 1 }, null];

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}

const HOSTILE = [
  '',
  ' ',
  '../../../etc/passwd',
  '/etc/passwd',
  'C:\\Windows',
  '\0',
  '\u001B[2J\u0007',
  '\u202Egnp.exe',
  "' OR Name != '",
  '$(touch /tmp/owned)`id`',
  '--upload-pack=evil',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '__proto__',
  'a'.repeat(100_000),
  '💥'.repeat(300),
];

const UNSAFE_PATHS = [
  '',
  ' ',
  '.',
  './/',
  '../../../etc/passwd',
  'force-app/../../evil',
  '/etc/passwd',
  'C:\\Windows',
  'c:evil',
  'force-app:stream',
  '..\\evil',
  '\\\\server\\share',
  'force-app\0.txt',
  'force-app\n',
  'a\u001B[2J',
  '.git/hooks',
  'a/.GIT/config',
  'nul',
  'a/COM1.txt',
  'a./b',
  'a /b',
];
const UNSAFE_URLS = [
  '',
  'acme.example',
  'http://acme.example',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  '//acme.example',
  'https://',
  'https:///notes',
  'https://acme.example/ two',
  'https://acme.example\n/notes',
  ' https://acme.example',
  'https://x"><script>alert(1)</script>',
];
const NO_NUMBERS = [
  '',
  'v1.4.0',
  '1.4',
  '1.4.0.0.1',
  '01.4.0',
  '1.4.-1',
  '1.4.0\n',
  '1.4.0; ls',
  '١.٤.٠',
];
const NO_IDS = [
  '',
  '0Ho',
  '00DHu00000EcaHbMAJ',
  "04t5e000000AbCd' OR",
  '04t5e000000AbCd\n',
  '0Ho5e000000AbCdAA',
];
const NO_API_NAMES = [
  '',
  'Acme Connector',
  'Acme__c',
  '_Acme',
  'Acme_',
  '1Acme',
  '../Acme',
  'Acme\n',
  '*',
];
const NO_TIMES = [0, -0, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e9];
const NO_TEXTS = ['', ' ', '\n'];
const NOT_LISTED = ['', 'Stop', 'ERROR', '__proto__', 'constructor', 'toString'];

/** What no setting may be, by the name of its key. */
const HARMFUL: Readonly<Record<string, readonly unknown[]>> = {
  namespace: [...NO_API_NAMES.filter((text) => text !== 'Acme_'), 'a'.repeat(16)],
  devHub: [...NO_TEXTS, 'two\nlines'],
  name: [...NO_TEXTS, ' Acme', 'two\nlines'],
  path: [...UNSAFE_PATHS, '.hidden', 'packages/.hidden/app'],
  output: UNSAFE_PATHS,
  definitionFile: UNSAFE_PATHS,
  apps: NO_API_NAMES,
  include: [
    '',
    'ApexClass',
    ':Acme',
    'ApexClass:',
    'Apex Class:Acme',
    '../x:Acme',
    'ApexClass: Acme',
    'ApexClass:Acme\n',
    'ApexClass:../../x',
  ],
  version: [...NO_NUMBERS, '1.4.0.NEXT', 'git-tags'],
  versionName: [...NO_TEXTS, 'two\nlines'],
  versionDescription: NO_TEXTS,
  fromEnvironment: [
    '',
    'acme_key',
    'ACME KEY',
    'ACME=KEY',
    'ACME-KEY',
    '1ACME',
    '$ACME',
    '$(id)',
    'ACME\n',
  ],
  ancestor: [...NO_NUMBERS, '1.2.0.LATEST', 'latest'],
  versionId: [...NO_IDS, '0Ho5e000000AbCd'],
  package: [...NO_IDS, '04t5e000000AbCd'],
  versionNumber: [...NO_NUMBERS, '1.2.0', '1.2.0.latest', '1.2.0.NEXT'],
  installationKey: ['', 'None', 'canary'],
  releaseNotesUrl: UNSAFE_URLS,
  postInstallUrl: UNSAFE_URLS,
  validation: [...NOT_LISTED, 'none'],
  drift: NOT_LISTED,
  minutes: NO_TIMES,
  requestSeconds: NO_TIMES,
  lostAnswerSeconds: NO_TIMES,
  profile: NOT_LISTED,
  severity: [...NOT_LISTED, false],
  reason: NO_TEXTS,
};

const NEVER_TAKEN = FIELDS.filter(({ value }) => !hasFields(value)).flatMap(({ path }) => {
  const key = path.findLast((step) => typeof step === 'string') ?? '';
  return (HARMFUL[key] ?? []).map((value) => [configPathText(path), value, path] as const);
});

function hasFields(value: unknown): boolean {
  return isObject(value) || Array.isArray(value);
}

/** The names of all keys that the JSON schema has, wherever. */
function keysOf(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysOf);
  if (!isObject(schema)) return [];
  const { properties, ...rest } = schema;
  const own = isObject(properties) ? Object.keys(properties) : [];
  return [
    ...own,
    ...keysOf(Object.values(isObject(properties) ? properties : {})),
    ...keysOf(Object.values(rest)),
  ];
}

it('every field of the configuration is tried', () => {
  const schema: unknown = JSON.parse(configJsonSchema());
  const tried = new Set(
    FIELDS.map(({ path }) => path.findLast((step) => typeof step === 'string')),
  );
  // Rules are named one by one; two of them stand for all.
  const rules = isObject(schema) ? keysOf(ruleSchemaOf(schema)) : [];

  const known = new Set([...tried, ...rules]);
  const untried = keysOf(schema).filter((key) => !known.has(key));

  expect(untried).toEqual([]);
});

function ruleSchemaOf(schema: Record<string, unknown>): unknown {
  const lint = at(at(schema, 'properties'), 'lint');
  return { properties: at(at(at(at(lint, 'properties'), 'rules'), 'properties')) };
}

function at(value: unknown, key?: string): unknown {
  if (key === undefined) return value;
  return isObject(value) ? value[key] : undefined;
}

/** What cannot be left out. */
const REQUIRED = [
  'namespace',
  'packages',
  'packages[0].name',
  'packages[0].path',
  'packages[0].apps',
  'packages[0].installationKey',
  'packages[0].installationKey.fromEnvironment',
  'packages[0].dependencies[0].versionId',
  'packages[0].dependencies[1].package',
  'packages[0].dependencies[1].versionNumber',
  'packages[1].name',
  'packages[1].path',
  'packages[1].apps',
  'packages[1].installationKey',
  'lint.apps.Acme_Connector.profile',
  'lint.rules.wide-scopes.severity',
  'lint.rules.wide-scopes.reason',
  'lint.rules.ip-relaxation.severity',
  'lint.rules.ip-relaxation.reason',
];

/** Entries of lists that something else is nothing without. */
const NEEDED_ELSEWHERE: Readonly<Record<string, string>> = {
  'packages[0]': 'lint.apps names an app that no package has',
  'packages[0].apps[0]': 'lint.apps names an app that no package has',
  'packages[1].apps[0]': 'packages[1].apps is not valid',
};

const NAMED_FIELDS = FIELDS.map((field) => [configPathText(field.path), field] as const);

describe('of the configuration', () => {
  it.each(NAMED_FIELDS.filter(([name]) => REQUIRED.includes(name) || name in NEEDED_ELSEWHERE))(
    '%s is missed, with its place, where it is left out',
    async (name, { path }) => {
      const projectDir = await project();

      const problems = await problemsOf(projectDir, { config: changed(settings, path, undefined) });

      expect(problems).toContainEqual(
        expect.objectContaining({
          message: expect.stringContaining(NEEDED_ELSEWHERE[name] ?? `${name} is missing`),
          location: expect.objectContaining(PLACE),
        }),
      );
    },
  );

  it.each(NAMED_FIELDS.filter(([name]) => !REQUIRED.includes(name) && !(name in NEEDED_ELSEWHERE)))(
    '%s may be left out',
    async (_name, { path }) => {
      const projectDir = await project();

      expect(await problemsOf(projectDir, { config: changed(settings, path, undefined) })).toEqual(
        [],
      );
    },
  );

  it('every field that is required is tried', () => {
    const names = NAMED_FIELDS.map(([name]) => name);

    expect(
      [...REQUIRED, ...Object.keys(NEEDED_ELSEWHERE)].filter((each) => !names.includes(each)),
    ).toEqual([]);
  });

  it.each(NAMED_FIELDS)(
    '%s is refused with its place where it is of another type',
    async (name, { path, value }) => {
      const projectDir = await project();
      const wrong = WRONG_TYPES.filter((other) => typeOf(other) !== typeOf(value));

      for (const other of wrong) {
        const problems = await problemsOf(projectDir, { config: changed(settings, path, other) });

        expect(problems).toContainEqual(
          expect.objectContaining({
            message: expect.stringContaining(name),
            location: expect.objectContaining(PLACE),
          }),
        );
      }
    },
  );

  it.each(NAMED_FIELDS.filter(([, { value }]) => isObject(value)))(
    '%s is refused with a key that nobody knows',
    async (name, { path, value }) => {
      const projectDir = await project();
      const config = changed(settings, path, Object.assign({}, value, { unheardOf: 1 }));

      const problems = await problemsOf(projectDir, { config });

      expect(problems).toContainEqual(
        expect.objectContaining({
          message: expect.stringContaining(unheardOfIn(name)),
          location: expect.objectContaining(PLACE),
        }),
      );
    },
  );

  it.each(NAMED_FIELDS.filter(([, { value }]) => typeof value === 'string'))(
    '%s is taken or refused with its place, whatever hostile text it holds',
    async (_name, { path }) => {
      const projectDir = await project();

      const problems: Problem[] = [];
      for (const text of HOSTILE)
        problems.push(...(await problemsOf(projectDir, { config: changed(settings, path, text) })));

      expect(problems.filter((problem) => !isPlaced(problem))).toEqual([]);
    },
  );

  it.each(NEVER_TAKEN)('%s is refused with its place for %j', async (name, value, path) => {
    const projectDir = await project();

    const problems = await problemsOf(projectDir, { config: changed(settings, path, value) });

    expect(problems).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining(name),
        location: expect.objectContaining(PLACE),
      }),
    );
  });

  it('every field of a kind with limits is among those', () => {
    const names = new Set(NEVER_TAKEN.map(([name]) => name));
    const free = NAMED_FIELDS.filter(([name, { value }]) => !hasFields(value) && !names.has(name));

    expect(free.map(([name]) => name)).toEqual(['packages[0].description']);
  });
});

const PLACE = { file: 'config/release.yaml', line: expect.any(Number), column: expect.any(Number) };

function isPlaced({ location }: Problem): boolean {
  return location?.file === 'config/release.yaml' && (location.line ?? 0) > 0;
}

/** Where it could be an installation key, the key is not repeated. */
function unheardOfIn(name: string): string {
  return name.endsWith('installationKey')
    ? `A key in ${name} is not known`
    : `${name}.unheardOf is not `;
}

const NUMBERS = ['0', '-1', 'NaN', 'Infinity', '1e9', '0x10000', '1,5', 'five', ' '];

describe('an override', () => {
  it.each(Object.entries(OVERRIDES))(
    'of %s is taken or refused by its name, whatever it holds',
    async (name, { flag, variable }) => {
      const projectDir = await project();

      for (const text of [...HOSTILE, ...NUMBERS]) {
        const value = name === 'packages' ? [text] : text;
        const byFlag = await problemsOf(projectDir, {
          overrides: { [name as OverrideName]: value },
        });
        const byVariable = await problemsOf(projectDir, { environment: { [variable]: text } });

        expect(byFlag.every(({ message }) => message.startsWith(flag))).toBe(true);
        expect(byVariable.every(({ message }) => message.startsWith(variable))).toBe(true);
      }
    },
  );

  it.each(['waitMinutes', 'requestSeconds', 'lostAnswerSeconds'] as const)(
    'of %s is refused where it is no time',
    async (name) => {
      const projectDir = await project();

      for (const text of NUMBERS)
        expect(await problemsOf(projectDir, { overrides: { [name]: text } })).toHaveLength(1);
    },
  );
});
