import { writeFileSync } from 'node:fs';
import { contracts } from '../test/real-hub/contracts/contracts.ts';
import { assumedSections, behaviourStatements, isAssumed } from './behaviour-statements.ts';
import type { BehaviourStatement } from './behaviour-statements.ts';

const TARGET = new URL('../docs/assumptions.md', import.meta.url);

/** docs/assumptions.md: what BEHAVIOUR.md calls assumed, as a table; a test fails where it is stale. */
export function assumptionsDocument(): string {
  const assumed = behaviourStatements().filter(isAssumed);
  const tried = assumed.filter((statement) => contractOf(statement) !== undefined);
  return `# What the embedded Dev Hub assumes of Salesforce

Written by \`node scripts/write-assumptions-doc.ts\` from \`src/embedded-hub/BEHAVIOUR.md\`; do not edit.

Each row is something that nobody here has seen a Dev Hub do. Somebody who has one can settle it:

1. \`npm run test:real-hub -- --target-dev-hub my-hub\` asks the hub by itself what the last column calls \`test:real-hub\`
   (${tried.length} of ${assumed.length} rows; more sentences are asked that are not assumed). The login is one that \`sf\` knows, or \`SF_ACCESS_TOKEN\`
   with \`SF_ORG_INSTANCE_URL\`.
2. It reads, and it validates deploys that change nothing. What might leave a package behind is asked only with
   \`--spend package\`, what might take one of the day's package versions only with \`--spend version\`.
3. Where the hub does what is written here, change "assumed" in \`BEHAVIOUR.md\` to "recording" and say where it was seen. Where it does
   something else, \`test:real-hub\` prints what: change the hub, its test and the sentence. Then run \`npm run generate\`.

**It never ran on Salesforce yet.** So far \`test:real-hub\` was only tried on the embedded hub, started by itself, where all of it holds
by construction.

| Of | Sentence | What is assumed | Asked by |
| --- | --- | --- | --- |
${assumedSections()
  .map(({ subject, text }) => line([subject, 'everything', text, 'a person']))
  .join('\n')}
${assumed.map(row).join('\n')}
`;
}

function row(statement: BehaviourStatement): string {
  return line([
    statement.subject,
    statement.statement,
    whatIsAssumed(statement.evidence),
    askedBy(statement),
  ]);
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

/** The parts of the evidence that say "assumed", or all of it. */
function whatIsAssumed(evidence: string): string {
  if (evidence === 'assumed') return 'all of it';
  const parts = evidence.split(/(?<=[;.])\s+/).filter((part) => /\bassumed\b/.test(part));
  return parts.map((part) => part.replace(/[;.]$/, '')).join('; ');
}

function askedBy(statement: BehaviourStatement): string {
  const contract = contractOf(statement);
  if (contract === undefined) return 'a person';
  const spend = contract.spends === 'nothing' ? '' : ` --spend ${contract.spends}`;
  return `\`test:real-hub${spend}\``;
}

function contractOf({ subject, statement }: BehaviourStatement) {
  return contracts.find(
    (contract) => contract.subject === subject && contract.statement === statement,
  );
}

if (import.meta.main) writeFileSync(TARGET, assumptionsDocument());
