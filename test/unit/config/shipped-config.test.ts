import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema } from '../../../src/config/config-json-schema.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { parseProjectFile } from '../../../src/workspace/parse-project-file.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

function shipped(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

describe('the shipped configuration', () => {
  it('loads, and rehearses', async () => {
    const { config } = await loadConfig({ projectDir: ROOT, overrides: {}, environment: {} });

    expect(config.devHub).toBe('embedded');
    expect(config.packages.map(({ apps }) => apps)).toEqual([['Acme_Connector']]);
  });

  it('agrees with the project file beside it', async () => {
    const { config } = await loadConfig({ projectDir: ROOT, overrides: {}, environment: {} });
    const project = parseProjectFile(shipped('sfdx-project.json'));

    expect(project.namespace).toBe(config.namespace);
    expect(project.packageDirectories.map(({ path, package: name }) => [path, name])).toEqual(
      config.packages.map(({ path, name }) => [path, name]),
    );
  });

  it('names its schema on the first line, for editors', () => {
    expect(shipped('config/release.yaml').split('\n')[0]).toBe(
      '# yaml-language-server: $schema=./release.schema.json',
    );
  });
});

describe('config/release.schema.json', () => {
  it('is what node scripts/write-config-schema.ts writes', () => {
    expect(shipped('config/release.schema.json')).toBe(configJsonSchema());
  });

  it.each(['config/release.yaml', 'test/fixtures/config/every-setting.yaml'])(
    'accepts %s',
    (path) => {
      const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(
        JSON.parse(configJsonSchema()),
      );

      const isValid = validate(parse(shipped(path)));

      expect(validate.errors).toBeNull();
      expect(isValid).toBe(true);
    },
  );

  it('describes every key', () => {
    const { properties } = JSON.parse(configJsonSchema());
    const keys = {
      ...properties,
      ...properties.packages.items.properties,
      ...properties.wait.properties,
    };

    const undescribed = Object.keys(keys).filter((key) => !keys[key].description);

    expect(undescribed).toEqual([]);
  });
});
