import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Theme } from './row.ts';

export const DOCUMENT = join(import.meta.dirname, '..', '..', 'docs', 'embedded-hub.md');
const LOCK = join(import.meta.dirname, 'salesforce-cli', 'package.json');
const BEGIN = '<!-- Written by npm run test:conformance -- --write -->';
const END = '<!-- The end of what is written -->';

/** What the rows prove, for docs/embedded-hub.md. */
export async function conformanceTable(themes: readonly Theme[]): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(LOCK, 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const count = themes.reduce((sum, { rows }) => sum + rows.length, 0);
  return `${count} rows, all passed with \`@salesforce/cli\` ${dependencies['@salesforce/cli']}.

${themes
  .map(
    ({ title, rows }) => `### ${title}

| What is run | What is seen |
| --- | --- |
${rows.map(({ name, shows }) => `| ${cell(name)} | ${cell(shows)} |`).join('\n')}
`,
  )
  .join('\n')}`;
}

/** What stands between the two marks in the document. */
export async function writtenTable(): Promise<string> {
  return (await splitDocument()).table;
}

export async function writeTable(themes: readonly Theme[]): Promise<void> {
  const { before, after } = await splitDocument();
  const table = await conformanceTable(themes);
  await writeFile(DOCUMENT, `${before}${BEGIN}\n\n${table}\n${END}${after}`);
}

async function splitDocument(): Promise<{ before: string; table: string; after: string }> {
  const text = await readFile(DOCUMENT, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const [table, after] = rest?.split(END) ?? [];
  if (before === undefined || table === undefined || after === undefined)
    throw new Error(`${DOCUMENT} lacks the marks that the table stands between`);
  return { before, table: table.trim(), after };
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
