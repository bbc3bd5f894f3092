import { readFileSync, writeFileSync } from 'node:fs';

const SOURCE = new URL('../src/domain/events.ts', import.meta.url);
const TARGET = new URL('../docs/events.md', import.meta.url);

/** docs/events.md: the declarations of the events as they stand in the source; a test fails where it is stale. */
export function eventsDocument(): string {
  const source = readFileSync(SOURCE, 'utf8');
  const from = source.indexOf('/** The stages, in the order');
  const to = source.indexOf('export type Emit');
  return `# Events

Written by \`node scripts/write-events-doc.ts\` from \`src/domain/events.ts\`; do not edit.

With \`--events\` a run prints one event a line, as JSON, while it goes:

\`\`\`json
{"code":"stage.done","at":"2026-11-20T09:00:00.412Z","data":{"stage":"connect","summary":"Dev Hub acme-hub","durationMs":412}}
\`\`\`

Codes and field names keep their meaning; texts may change, and fields and codes may be added. The last event is
\`run.finished\`. \`--json\` and \`run.json\` are folded from the same events (\`src/domain/run-record.ts\`). \`Failure\` is
described in \`src/domain/errors.ts\`, \`PublishedVersion\` and \`InstallLink\` in \`src/domain/published-version.ts\`.

\`\`\`ts
${source.slice(from, to).trimEnd()}
\`\`\`
`;
}

if (import.meta.main) writeFileSync(TARGET, eventsDocument());
