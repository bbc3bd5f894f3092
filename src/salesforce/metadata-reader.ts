import type { Connection } from '@salesforce/core';
import { z } from 'zod';
import { isPassing, ReleaseError } from '../domain/errors.ts';
import { componentKey, type Component, type ComponentRef } from '../domain/eca/component.ts';
import type { Clock } from '../ports/clock.ts';
import { checkedAnswer } from './checked-answer.ts';
import { salesforceCode } from './foreign-error.ts';
import { refusalOf } from './rest-refusal.ts';
import { retryRead } from './retry-reads.ts';
import { componentsOfZip } from './zip-components.ts';

/** Half of what one retrieve may hold (Metadata API: 10,000 files), since a component may bring more than one file. */
const COMPONENTS_PER_RETRIEVE = 5_000;

const POLL_FIRST_MS = 100;
const POLL_AT_MOST_MS = 2_000;
const RETRIEVE_TIMEOUT_MS = 10 * 60_000;

/** How often a retrieve is begun that fails inside of Salesforce for a reason that passes. */
const RETRIEVES_AT_MOST = 3;

/** The names of the components of these types; one call a type, so that a type the org does not know spoils no other. */
export async function listComponents(
  connection: Connection,
  types: readonly string[],
): Promise<readonly ComponentRef[]> {
  const lists = await Promise.all(types.map(async (type) => listType(connection, type)));
  return lists.flat();
}

const LISTED = z.array(
  z.object({
    type: z.string(),
    fullName: z.string().min(1),
    manageableState: z.string().nullish(),
  }),
);

async function listType(connection: Connection, type: string): Promise<readonly ComponentRef[]> {
  const doing = `listing ${type}`;
  let answer: unknown;
  try {
    answer = await retryRead(doing, async () =>
      connection.metadata.list({ type }, connection.getApiVersion()),
    );
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (salesforceCode(cause) === 'INVALID_TYPE') return [];
    throw error;
  }
  return (
    checkedAnswer(LISTED, doing, answer)
      // What came with an installed package belongs to somebody else.
      .filter(({ manageableState }) => manageableState !== 'installed')
      .map(({ fullName }) => ({ type, fullName }))
  );
}

/** The files of these components, in memory: nothing of a retrieve touches the disk. */
export async function retrieveComponents(
  connection: Connection,
  clock: Clock,
  refs: readonly ComponentRef[],
  apiVersion: string,
  perRetrieve = COMPONENTS_PER_RETRIEVE,
): Promise<readonly Component[]> {
  const wanted = new Set(refs.map(componentKey));
  const components: Component[] = [];
  for (let first = 0; first < refs.length; first += perRetrieve) {
    const part = refs.slice(first, first + perRetrieve);
    const zip = await retrieveZip(connection, clock, part, apiVersion);
    const found = await componentsOfZip(zip, 'unpackaged');
    components.push(...found.filter((component) => wanted.has(componentKey(component))));
  }
  requireAll(refs, components);
  return components;
}

const RETRIEVE_STATUS = z
  .object({
    // jsforce makes a retrieve without an id, which is never done, of any envelope that holds something else.
    id: z.string().startsWith('09S'),
    done: z.boolean(),
    success: z.boolean().optional(),
    status: z.string().optional(),
    errorStatusCode: z.string().nullish(),
    errorMessage: z.string().nullish(),
    zipFile: z.string().nullish(),
  })
  .refine(({ done, success, zipFile }) => !done || success !== true || Boolean(zipFile), {
    error: 'a retrieve that succeeded holds a zip',
  });

type RetrieveStatus = z.output<typeof RETRIEVE_STATUS>;

async function retrieveZip(
  connection: Connection,
  clock: Clock,
  refs: readonly ComponentRef[],
  apiVersion: string,
): Promise<Buffer> {
  for (let begun = 1; ; begun += 1) {
    const { zipFile, ...end } = await finishedRetrieve(connection, clock, refs, apiVersion);
    if (end.success === true && zipFile) return Buffer.from(zipFile, 'base64');
    const failure = failureOfRetrieve(end);
    if (!isPassing(failure) || begun === RETRIEVES_AT_MOST) throw failure;
    await clock.sleep(POLL_AT_MOST_MS);
  }
}

/** The code of a failed retrieve stands in a field of its own, before the text, or nowhere. */
function failureOfRetrieve(end: Omit<RetrieveStatus, 'zipFile'>): ReleaseError {
  const message = end.errorMessage ?? '';
  const code = end.errorStatusCode || /^([A-Z][A-Z_]+): /.exec(message)?.[1];
  if (code !== undefined) return refusalOf({ errorCode: code, message }, RETRIEVING);
  return new ReleaseError('HUB_REFUSED', 'The hub could not hand out the metadata', {
    found: message || end.status || 'no reason',
    actions: ['If the text does not help: it is the one to quote to Salesforce Support.'],
  });
}

const RETRIEVING = 'retrieving the metadata';

async function finishedRetrieve(
  connection: Connection,
  clock: Clock,
  refs: readonly ComponentRef[],
  apiVersion: string,
): Promise<RetrieveStatus> {
  const types = [...Map.groupBy(refs, ({ type }) => type)].map(([name, members]) => ({
    name,
    members: members.map(({ fullName }) => fullName),
  }));
  const { id } = await retryRead('asking for the metadata', async () => {
    const started = await connection.metadata.retrieve(retrieveRequest(types, apiVersion));
    // jsforce makes an empty id of any envelope that holds something else.
    if (started.id.startsWith('09S')) return started;
    throw new ReleaseError('HUB_ANSWER_UNUSABLE', 'The hub did not start the retrieve', {
      found: `the id ${JSON.stringify(started.id)}`,
      wanted: 'an id that starts with 09S',
      actions: ['Run again; nothing is built twice.'],
    });
  });

  // Counted by the pauses: a computer that slept meanwhile has not waited.
  let waitedMs = 0;
  for (let pause = POLL_FIRST_MS; ; pause = Math.min(pause * 2, POLL_AT_MOST_MS)) {
    const status = await retryRead(RETRIEVING, async () =>
      checkedAnswer(RETRIEVE_STATUS, RETRIEVING, await connection.metadata.checkRetrieveStatus(id)),
    );
    if (status.done) return status;
    if (waitedMs > RETRIEVE_TIMEOUT_MS)
      throw new ReleaseError('WAIT_EXPIRED', 'The retrieve did not end within ten minutes', {
        actions: ['Run again later; nothing was changed.'],
      });
    await clock.sleep(pause);
    waitedMs += pause;
  }
}

/** jsforce types the version as a number, which would lose its ".0" on the wire, and asks for fields that nobody sends. */
function retrieveRequest(
  types: readonly { name: string; members: string[] }[],
  version: string,
): Parameters<Connection['metadata']['retrieve']>[0] {
  const request: unknown = { apiVersion: version, unpackaged: { types, version } };
  return request as Parameters<Connection['metadata']['retrieve']>[0];
}

function requireAll(wanted: readonly ComponentRef[], found: readonly ComponentRef[]): void {
  const present = new Set(found.map(componentKey));
  const missing = wanted.map(componentKey).filter((key) => !present.has(key));
  if (missing.length === 0) return;
  throw new ReleaseError(
    'COMPONENT_MISSING',
    'The hub listed components that it does not hand out',
    {
      found: `nothing for ${missing.join(', ')}`,
      why: 'A package built without them would be incomplete, and nobody would be told.',
      actions: [
        'Somebody may have deleted them just now: run again.',
        'Otherwise the login lacks a permission: for OAuth settings "View External Client Apps Consumer Secrets in Metadata", and in Setup › External Client Apps › Settings "Allow access to OAuth consumer secrets via Metadata API".',
      ],
    },
  );
}
