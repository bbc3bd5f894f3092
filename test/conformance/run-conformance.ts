// Started by main.ts, where only loopback can be reached.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, startConformanceHub } from './bench.ts';
import { failuresDocument } from './failures-document.ts';
import { readFlags } from './flags.ts';
import { installedAt } from './install-sf.ts';
import { logInEverywhere } from './logged-in-home.ts';
import { rowsOf, runRows } from './run-rows.ts';
import { outcomeLine, summary } from './summary.ts';

const flags = readFlags(process.argv.slice(2));
const started = performance.now();
const folder = await makeFolder();
// The libraries remember HOME from when they are loaded: nothing of whoever runs this may be seen, or overwritten.
const home = join(folder, 'libraries');
await mkdir(home);
process.env['HOME'] = home;
process.env['SF_DISABLE_LOG_FILE'] = 'true';
process.env['SF_USE_GENERIC_UNIX_KEYCHAIN'] = 'true';
for (const name of Object.keys(process.env))
  if (/^(SF_(TARGET|ACCESS|ORG)|DEVHUB_|https?_proxy$|all_proxy$)/i.test(name))
    delete process.env[name];
const { THEMES } = await import('./rows/themes.ts');
const { writeTable } = await import('./conformance-table.ts');

try {
  const sf = await installedAt(flags.cli ?? '');
  const rows = rowsOf(THEMES, flags.rows);
  const hub = await startConformanceHub(folder);
  const homeTemplate = await logInEverywhere(sf, hub, folder);
  await hub.close();
  const outcomes = await runRows(rows, { sf, homeTemplate }, flags.atOnce, (outcome) => {
    process.stdout.write(outcomeLine(outcome));
  });
  const failed = outcomes.filter(({ problem }) => problem !== undefined);
  const undeclared = outcomes.flatMap((outcome) => outcome.undeclared);
  if (flags.failures !== undefined)
    await writeFile(flags.failures, failuresDocument(outcomes, sf.version));
  process.stdout.write(summary(outcomes, sf.version, performance.now() - started));
  const isGreen = rows.length > 0 && failed.length === 0 && undeclared.length === 0;
  const isWhole = flags.rows.length === 0 && flags.sf === undefined;
  if (isGreen && isWhole && flags.write) await writeTable(THEMES);
  process.exitCode = isGreen ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
// The libraries leave something open that would keep this process from ending.
process.exit();
