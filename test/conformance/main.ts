// npm run test:conformance: installs the unmodified Salesforce CLI, and lets it work against the embedded Dev Hub.
import { join } from 'node:path';
import { canBlockEgress, runWithoutEgress } from './block-egress.ts';
import { HELP, readFlags } from './flags.ts';
import { installOtherSf, installSf } from './install-sf.ts';

const tell = (message: string): void => {
  process.stderr.write(`${message}\n`);
};
const flags = readFlags(process.argv.slice(2));
if (flags.help) {
  process.stdout.write(HELP);
} else {
  const { folder } = await (flags.sf === undefined
    ? installSf(tell)
    : installOtherSf(flags.sf, tell));
  if (!canBlockEgress())
    tell(
      'Warning: this machine allows no network of its own (unshare -rn), so that nothing stops a client from reaching the Internet.',
    );
  const script = join(import.meta.dirname, 'run-conformance.ts');
  process.exitCode =
    (await runWithoutEgress(script, ['--cli', folder, ...process.argv.slice(2)])) ?? 1;
}
