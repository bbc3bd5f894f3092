import type { Connection } from '@salesforce/core';
import { z } from 'zod';
import type { HubFacts, Slots, VersionSlots } from '../ports/dev-hub.ts';
import { checkedAnswer } from './checked-answer.ts';
import { readPackages } from './package-records.ts';
import { retryRead } from './retry-reads.ts';
import { queryRows } from './query-rows.ts';
import { absentIfUnknown, absentIfWithheld } from './withheld.ts';

const ORGANIZATION = z.object({ NamespacePrefix: z.string().nullish() });
const REGISTRY = z.object({ NamespacePrefix: z.string() });
const SLOTS = z.object({ Max: z.number(), Remaining: z.number() });

/** Everything preflight wants to know; the questions do not depend on one another and go side by side. */
export async function readFacts(connection: Connection): Promise<HubFacts> {
  const [isDevHub, organization, registry, packages, versionSlots] = await Promise.all([
    readIsDevHub(connection),
    queryRows(connection, 'reading the organization', {
      soql: 'SELECT Id, Name, NamespacePrefix, OrganizationType FROM Organization',
      row: ORGANIZATION,
    }),
    absentIfUnknown(async () =>
      queryRows(connection, 'reading the linked namespaces', {
        soql: 'SELECT Id, NamespacePrefix FROM NamespaceRegistry',
        row: REGISTRY,
      }),
    ),
    absentIfUnknown(async () => readPackages(connection)),
    readSlots(connection),
  ]);
  return {
    isDevHub,
    packages,
    ownNamespace: organization[0]?.NamespacePrefix ?? undefined,
    linkedNamespaces: (registry ?? []).map((row) => row.NamespacePrefix),
    versionSlots,
  };
}

/** Only a Dev Hub has this object; the sf CLI tells Dev Hubs by the same question. */
async function readIsDevHub(connection: Connection): Promise<boolean> {
  const rows = await absentIfUnknown(async () =>
    queryRows(connection, 'asking whether the org is a Dev Hub', {
      soql: 'SELECT Id FROM ScratchOrgInfo LIMIT 1',
      row: z.object({}),
    }),
  );
  return rows !== undefined;
}

async function readSlots(connection: Connection): Promise<VersionSlots> {
  const doing = 'reading the limits';
  const answer = await absentIfWithheld(async () =>
    retryRead(doing, async () => connection.request('/limits')),
  );
  const limits = checkedAnswer(z.record(z.string(), z.unknown()), doing, answer ?? {});
  return {
    validated: slots(limits['Package2VersionCreates']),
    withoutValidation: slots(limits['Package2VersionCreatesWithoutValidation']),
  };
}

function slots(limit: unknown): Slots | undefined {
  const parsed = SLOTS.safeParse(limit);
  return parsed.success ? { max: parsed.data.Max, remaining: parsed.data.Remaining } : undefined;
}
