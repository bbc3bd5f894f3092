import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../../src/domain/lint/all-rules.ts';
import { lint } from '../../../src/domain/lint/lint.ts';
import { NO_LINT_SETTINGS } from '../../../src/domain/lint/lint-settings.ts';
import { RULE_IDS } from '../../../src/domain/lint/rule-ids.ts';
import { sarifOf } from '../../../src/reporters/lint-sarif.ts';
import { inputOf } from '../../support/lint-examples.ts';

const SCHEMA = new URL('../../fixtures/sarif/sarif-schema-2.1.0.json', import.meta.url);

/** The official schema is of draft 4, of which it uses nothing that later drafts mean otherwise. */
function sarifSchema(): object {
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  return schema;
}

const isUri = (text: string): boolean => URL.canParse(text);
const isReference = (text: string): boolean => URL.canParse(text, 'https://example.com');
const validate = new Ajv({
  strict: false,
  allErrors: true,
  formats: { uri: isUri, 'uri-reference': isReference, 'date-time': true },
}).compile(sarifSchema());

const everyBadExample = Object.values(RULES).map(({ bad }) => inputOf(bad));
const profiles = { Acme_Connector: 'web-server' } as const;

function logOf(folder = '') {
  const report = lint({
    packages: everyBadExample,
    settings: { ...NO_LINT_SETTINGS, profiles },
    unread: { hub: 'nobody asked it' },
  });
  const log = JSON.parse(JSON.stringify(sarifOf(report, { toolVersion: '1.2.3', folder })));
  return { log, run: log.runs[0], report };
}

describe('sarifOf', () => {
  it('holds to the official schema, with a finding of nearly every rule', () => {
    const { log, report } = logOf();

    expect(new Set(report.findings.map(({ rule }) => rule)).size).toBeGreaterThan(40);
    validate(log);
    expect(validate.errors).toBeNull();
  });

  it('is checked by a schema that finds mistakes', () => {
    const { log, run } = logOf();

    expect(validate({ ...log, version: '2.0.0' })).toBe(false);
    expect(validate({ ...log, runs: [{ ...run, results: [{ ruleId: 'pkce' }] }] })).toBe(false);
    expect(validate({ ...log, runs: [{ ...run, columnKind: 'bytes' }] })).toBe(false);
  });

  it('points every result at its rule, with its level and its place', () => {
    const { run, report } = logOf();

    const results = run.results.map(
      (result: {
        ruleId: string;
        ruleIndex: number;
        locations: [{ physicalLocation: { region: object } }];
      }) => [
        result.ruleId,
        run.tool.driver.rules[result.ruleIndex].id,
        result.locations[0].physicalLocation.region,
      ],
    );
    expect(results).toEqual(
      report.findings.map(({ rule, location }) => [
        rule,
        rule,
        {
          startLine: location.line ?? 1,
          ...(location.column !== undefined && { startColumn: location.column }),
          ...(location.endLine !== undefined && { endLine: location.endLine }),
          ...(location.endColumn !== undefined && { endColumn: location.endColumn }),
        },
      ]),
    );
  });

  it('explains every rule that was applied, and says which were not', () => {
    const { run } = logOf();

    const applied = RULE_IDS.filter((id) => RULES[id].reads !== 'hub');
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(applied);
    for (const { help, helpUri, defaultConfiguration } of run.tool.driver.rules) {
      expect(help.markdown).toMatch(/What to do[\s\S]*Good:[\s\S]*Bad:[\s\S]*Source:/);
      expect(helpUri).toMatch(/^https:/);
      expect(['error', 'warning', 'note']).toContain(defaultConfiguration.level);
    }
    expect(run.invocations[0].toolExecutionNotifications).toEqual([
      { level: 'note', message: { text: 'Not judged, because nobody asked it: source-org' } },
    ]);
  });

  it('names files from the root of the repository, as URIs', () => {
    const { run } = logOf('packages/our app');

    const [{ locations }] = run.results;
    expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^packages\/our%20app\/\w/);
  });

  it('says nothing that is made up of nothing', () => {
    const report = lint({ packages: [inputOf({})], settings: NO_LINT_SETTINGS, unread: {} });

    const log = sarifOf(report, { toolVersion: '1.2.3', folder: '' });
    validate(log);
    expect(validate.errors).toBeNull();
    expect(log).toMatchObject({ runs: [{ results: [] }] });
  });
});
