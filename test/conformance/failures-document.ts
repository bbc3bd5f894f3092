import type { RowOutcome } from './run-rows.ts';

const MOST_CHARACTERS = 4_000;

/** Markdown for whoever has to find out why: each failed row with its requests, their answers, and what was printed. */
export function failuresDocument(outcomes: readonly RowOutcome[], sfVersion: string): string {
  const bad = outcomes.filter(
    ({ problem, undeclared }) => problem !== undefined || undeclared.length > 0,
  );
  return `# Conformance: ${bad.length} of ${outcomes.length} rows to look at (sf ${sfVersion})

${bad.map(sectionOf).join('\n')}`;
}

function sectionOf({ theme, row, problem, requests, commands, undeclared }: RowOutcome): string {
  return `## ${theme} / ${row.name}: ${row.shows}

${problem === undefined ? 'Passed, but asked for what is not declared.' : block(problem)}
${undeclared.map((what) => `- not declared: ${what}\n`).join('')}
Requests:

${block(
  requests
    .map(({ method, path, soap, soql, status }) =>
      [status, method, path, soap, soql].filter((part) => part !== undefined).join(' '),
    )
    .join('\n'),
)}
${commands
  .map(
    ({ args, exitCode, stdout, stderr }) =>
      `\`sf ${args.join(' ')}\` ended with ${String(exitCode)}:\n\n${block(`${stdout}\n${stderr}`)}`,
  )
  .join('\n')}`;
}

function block(text: string): string {
  return `\`\`\`\n${text.slice(0, MOST_CHARACTERS).trim()}\n\`\`\`\n`;
}
