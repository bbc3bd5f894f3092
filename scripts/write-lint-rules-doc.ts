import { writeFileSync } from 'node:fs';
import { RULES } from '../src/domain/lint/all-rules.ts';
import { exampleText } from '../src/domain/lint/example-text.ts';
import { PROFILES, type Profile } from '../src/domain/lint/profile.ts';
import type { LintRule, Reads } from '../src/domain/lint/rule.ts';
import { RULE_SETS, type RuleSet } from '../src/domain/lint/rule-sets.ts';

const TARGET = new URL('../docs/lint-rules.md', import.meta.url);

/** docs/lint-rules.md: every rule, profile and rule set; a test fails where it is stale. */
export function lintRulesDocument(): string {
  const rules = Object.values(RULES);
  const groups = READS.map(([reads, heading, about]) => {
    const members = rules.filter((rule) => rule.reads === reads);
    return [`## ${heading}`, about, table(members), ...members.map(ruleText)].join('\n\n');
  });
  return `${[INTRODUCTION, SETTINGS, profilesText(), ...Object.values(RULE_SETS).map(ruleSetText), ...groups].join('\n\n')}\n`;
}

const INTRODUCTION = `# Lint rules

Written by \`node scripts/write-lint-rules-doc.ts\` from \`src/domain/lint/\`; do not edit.

\`npm run eca -- lint\` judges what lies in the package directories and needs no org. \`--with-hub\`, or
\`--target-dev-hub ALIAS\`, also judges what only the Dev Hub knows: flags of the global OAuth settings, and policies. Of the
global OAuth settings only flags, callback URLs and dates are kept, in memory; key and secret never are.

\`release\` and \`retrieve\` lint by themselves, with the hub: an **error** stops them (\`LINT_FAILED\`, exit code 2) before
anything is spent, a **warning** is shown, a **note** is for the verb alone. \`--sarif FILE\` writes the findings for code
scanning, \`--json\` prints them.`;

const SETTINGS = `## What a project can set

In \`config/release.yaml\`. Without a profile the rules that need one stay silent. A rule that is set differently needs a
reason, which every report shows.

\`\`\`yaml
lint:
  apps:
    Acme_Connector: { profile: web-server }
  rules:
    wide-scopes: { severity: off, reason: Pages of ours run in Visualforce. }
    permitted-users: { severity: warning, reason: Our customers ask for it. }
\`\`\``;

const READS: readonly (readonly [Reads, heading: string, about: string])[] = [
  [
    'files',
    'Files of the package',
    'These look at the package directory, or at what a release is about to write there.',
  ],
  ['hub', 'The Dev Hub', 'These need to know which hub packages the app.'],
  [
    'global-oauth',
    'Global OAuth settings',
    'These are not packaged and hold key and secret, so their file is never in the project. Findings stand at the app itself.',
  ],
  [
    'policies',
    'Policies in the source org',
    "Policies are not packaged: every customer's admin sets them, and the admin guide says how. What you set is what you test with.",
  ],
];

function table(rules: readonly LintRule[]): string {
  return [
    '| Rule | Severity | What has to hold |',
    '| --- | --- | --- |',
    ...rules.map(
      ({ id, severity, title }) =>
        `| [\`${id}\`](#${id}) | ${severityWord(severity)} | ${escaped(title)} |`,
    ),
  ].join('\n');
}

function ruleText({ id, severity, title, why, fix, source, good, bad }: LintRule): string {
  return [
    `### ${id}`,
    `${escaped(title)} (${severityWord(severity)})`,
    escaped(why),
    `**What to do.** ${escaped(fix)}`,
    'Good:',
    fenced(exampleText(good)),
    'Bad:',
    fenced(exampleText(bad)),
    `Source: [${source.name}](${source.url})`,
  ].join('\n\n');
}

function profilesText(): string {
  return [
    '## Profiles',
    'What an app is says which flows, scopes and policies belong to it.',
    [
      '| Profile | For | Scopes it needs | Flow to switch on | Besides |',
      '| --- | --- | --- | --- | --- |',
      ...Object.values(PROFILES).map(
        (profile) =>
          `| \`${profile.name}\` | ${profile.title} | ${profile.scopes.map((group) => group.join(' or ')).join('; ')} | ${profile.flows.map((flow) => `\`${flow}\``).join(', ') || 'none'} | ${besides(profile)} |`,
      ),
    ].join('\n'),
  ].join('\n\n');
}

function besides(profile: Profile): string {
  const facts: readonly (readonly [boolean, string])[] = [
    [profile.usesAuthorizationCode, 'callback URLs and PKCE'],
    [profile.usesRefreshTokens, 'rotation of refresh tokens'],
    [profile.isPublicClient, 'no secret: it could not be kept'],
    [!profile.isPublicClient && !profile.needsCertificate, 'sends its secret'],
    [profile.needsCertificate, 'a certificate'],
    [profile.needsRunAsUser, "a user to run as, in each customer's org"],
  ];
  return facts.flatMap(([holds, text]) => (holds ? [text] : [])).join('; ');
}

function ruleSetText({ id, title, about, source, rules, checklist }: RuleSet): string {
  return [
    `## ${title}`,
    `\`npm run eca -- lint --rule-set ${id} --with-hub\``,
    about,
    `Rules: ${rules.map((rule) => `[\`${rule}\`](#${rule})`).join(', ')}. Source: [${source.name}](${source.url})`,
    'What no rule can read:',
    checklist
      .map(({ what, how, source: url }) => `- [ ] ${what} ${how} ([source](${url}))`)
      .join('\n'),
  ].join('\n\n');
}

function severityWord(severity: LintRule['severity']): string {
  return severity === 'info' ? 'note' : severity;
}

function fenced(text: string): string {
  return `\`\`\`xml\n${text}\n\`\`\``;
}

/** Elements in prose would vanish as tags of HTML. */
function escaped(text: string): string {
  return text.replaceAll('<', '\\<').replaceAll('|', '\\|');
}

if (import.meta.main) writeFileSync(TARGET, lintRulesDocument());
