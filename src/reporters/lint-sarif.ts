import { RULES } from '../domain/lint/all-rules.ts';
import { exampleText } from '../domain/lint/example-text.ts';
import type { Finding, LintReport, Severity } from '../domain/lint/finding.ts';
import type { LintRule } from '../domain/lint/rule.ts';
import { RULE_SETS } from '../domain/lint/rule-sets.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

interface SarifContext {
  readonly toolVersion: string;
  /** Where the project lies in the repository; empty for its root. Forward slashes. */
  readonly folder: string;
}

/** A report of lint as SARIF 2.1.0 (OASIS), the way GitHub's code scanning reads it. */
export function sarifOf(report: LintReport, { toolVersion, folder }: SarifContext): object {
  const indexes = new Map(report.rules.map((id, index) => [id, index]));
  return {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'eca-release lint',
            semanticVersion: toolVersion,
            rules: report.rules.map((id) => ruleOf(RULES[id])),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          SRCROOT: { description: { text: 'The root of the repository.' } },
        },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.unjudged.map(({ rules, why }) => ({
              level: 'note',
              message: { text: `Not judged, because ${why}: ${rules.join(', ')}` },
            })),
          },
        ],
        results: report.findings.map((finding) =>
          resultOf(finding, indexes.get(finding.rule) ?? -1, folder),
        ),
      },
    ],
  };
}

function ruleOf(rule: LintRule): object {
  const { id, title, why, fix, source, severity, good, bad } = rule;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    defaultConfiguration: { level: LEVELS[severity] },
    helpUri: source.url,
    help: {
      text: `${why}\n\nWhat to do: ${fix}\n\nSource: ${source.name} (${source.url})`,
      markdown: [
        why,
        `**What to do.** ${fix}`,
        `Good:\n\n${fenced(exampleText(good))}`,
        `Bad:\n\n${fenced(exampleText(bad))}`,
        `Source: [${source.name}](${source.url})`,
      ].join('\n\n'),
    },
    properties: { tags: tagsOf(rule), 'problem.severity': problemSeverity(severity) },
  };
}

/** What GitHub filters by. */
function tagsOf({ id, reads }: LintRule): readonly string[] {
  const sets = Object.values(RULE_SETS).filter(({ rules }) => rules.includes(id));
  return ['external-client-app', reads, ...sets.map((set) => set.id)];
}

/** GitHub's own word for a note. */
function problemSeverity(severity: Severity): string {
  return severity === 'info' ? 'recommendation' : severity;
}

function resultOf(finding: Finding, ruleIndex: number, folder: string): object {
  const { rule, severity, message, found, wanted, location } = finding;
  const { file, line = 1, column, endLine, endColumn } = location;
  const details = [
    message,
    ...(found === undefined ? [] : [`found ${found}`]),
    ...(wanted === undefined ? [] : [`wanted ${wanted}`]),
  ];
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${details.join('; ')}.` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(folder, file), uriBaseId: 'SRCROOT' },
          region: {
            startLine: line,
            ...(column !== undefined && { startColumn: column }),
            ...(endLine !== undefined && { endLine }),
            ...(endColumn !== undefined && { endColumn }),
          },
        },
      },
    ],
  };
}

function uriOf(folder: string, file: string): string {
  const path = folder === '' ? file : `${folder}/${file}`;
  return path.split('/').map(encodeURIComponent).join('/');
}

function fenced(text: string): string {
  return `\`\`\`xml\n${text}\n\`\`\``;
}
