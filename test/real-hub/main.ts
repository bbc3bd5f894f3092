import { parseArgs } from 'node:util';
import { AuthInfo, Connection, Org } from '@salesforce/core';
import { behaviourStatements, isAssumed } from '../../scripts/behaviour-statements.ts';
import type { Contract, Spending } from './contract.ts';
import { contracts } from './contracts/contracts.ts';
import { orgUnderTest } from './org-under-test.ts';

const HELP = `npm run test:real-hub -- [--target-dev-hub ALIAS] [--spend package] [--spend version] [--only TEXT]

Asks a Dev Hub whether the sentences of src/embedded-hub/BEHAVIOUR.md are true of it.
Login: --target-dev-hub, an alias or username that sf knows; or SF_ACCESS_TOKEN with SF_ORG_INSTANCE_URL.
Without --spend it reads, and validates deploys that change nothing. --spend package may leave a package behind,
--spend version may take one of the day's package versions, where the hub does not refuse what it should refuse.
`;

const SPENDINGS: readonly Spending[] = ['nothing', 'package', 'version'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'target-dev-hub': { type: 'string' },
      spend: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  const stranger = values.spend.find((word) => !SPENDINGS.some((spending) => spending === word));
  if (values.help || stranger !== undefined) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const connection = await logIn(values['target-dev-hub']);
  process.stdout.write(`${connection.instanceUrl}, API ${connection.getApiVersion()}\n`);
  const org = orgUnderTest(connection);
  const assumed = new Set(behaviourStatements().filter(isAssumed).map(nameOf));
  const counts = { held: 0, broken: 0, assumptionsHeld: 0, assumptionsBroken: 0 };
  const left: string[] = [];
  for (const contract of contracts.filter((one) => nameOf(one).includes(values.only))) {
    const isAssumption = assumed.has(nameOf(contract));
    if (contract.spends !== 'nothing' && !values.spend.includes(contract.spends)) {
      left.push(`${nameOf(contract)} (--spend ${contract.spends})`);
      continue;
    }
    const failure = await failureOf(contract, org);
    const mark = isAssumption ? 'assumed' : 'known';
    process.stdout.write(
      `${failure === undefined ? 'held  ' : 'BROKEN'}  ${mark}  ${nameOf(contract)}\n`,
    );
    if (failure !== undefined) process.stdout.write(`${failure.replaceAll(/^/gm, '        ')}\n`);
    counts[failure === undefined ? 'held' : 'broken'] += 1;
    if (isAssumption) counts[failure === undefined ? 'assumptionsHeld' : 'assumptionsBroken'] += 1;
  }
  for (const name of left) process.stdout.write(`not tried       ${name}\n`);
  process.stdout.write(
    `${counts.held} held, ${counts.broken} did not, ${left.length} not tried; of them with an assumption: ` +
      `${counts.assumptionsHeld} held, ${counts.assumptionsBroken} did not\n`,
  );
  process.exitCode = counts.broken === 0 ? 0 : 1;
}

async function logIn(aliasOrUsername: string | undefined): Promise<Connection> {
  if (aliasOrUsername !== undefined) return (await Org.create({ aliasOrUsername })).getConnection();
  const { SF_ACCESS_TOKEN: accessToken, SF_ORG_INSTANCE_URL: instanceUrl } = process.env;
  if (accessToken === undefined || instanceUrl === undefined) {
    process.stdout.write(HELP);
    process.exit(2);
  }
  const authInfo = await AuthInfo.create({
    accessTokenOptions: { accessToken, instanceUrl, loginUrl: instanceUrl },
    isDefaultUsername: false,
  });
  return Connection.create({ authInfo });
}

async function failureOf(
  contract: Contract,
  org: ReturnType<typeof orgUnderTest>,
): Promise<string | undefined> {
  try {
    await contract.show(org);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function nameOf({
  subject,
  statement,
}: {
  readonly subject: string;
  readonly statement: string;
}): string {
  return `${subject} / ${statement}`;
}

await main();
