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

describe('of the configuration', () => {
  it.each(FIELDS.map((field) => [configPathText(field.path), field] as const))(
    '%s is taken out, or refused as missing with its place',
    async (_name, { path }) => {
      const projectDir = await project();

      const problems = await problemsOf(projectDir, { config: changed(settings, path, undefined) });

      expect(problems.filter((problem) => !isPlaced(problem))).toEqual([]);
    },
  );

  it.each(FIELDS.map((field) => [configPathText(field.path), field] as const))(
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

  it.each(
    FIELDS.filter(({ value }) => isObject(value)).map(
      (field) => [configPathText(field.path), field] as const,
    ),
  )('%s is refused with a key that nobody knows', async (name, { path, value }) => {
    const projectDir = await project();
    const config = changed(settings, path, Object.assign({}, value, { unheardOf: 1 }));

    const problems = await problemsOf(projectDir, { config });

    expect(problems).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining(unheardOfIn(name)),
        location: expect.objectContaining(PLACE),
      }),
    );
  });

  it.each(
    FIELDS.filter(({ value }) => typeof value === 'string').map(
      (field) => [configPathText(field.path), field] as const,
    ),
  )(
    '%s is taken or refused with its place, whatever hostile text it holds',
    async (_name, { path }) => {
      const projectDir = await project();

      const problems: Problem[] = [];
      for (const text of HOSTILE)
        problems.push(...(await problemsOf(projectDir, { config: changed(settings, path, text) })));

      expect(problems.filter((problem) => !isPlaced(problem))).toEqual([]);
    },
  );
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
