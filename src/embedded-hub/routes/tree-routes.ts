import { z } from 'zod';
import type { HubApp } from '../http/hub-context.ts';
import { json } from '../http/rest-answer.ts';
import { createNow } from '../objects/create-now.ts';
import { checkedValues } from '../objects/checked-values.ts';
import { objectNamed, refusedObject } from '../objects/object-catalog.ts';
import type { ObjectDefinition } from '../objects/object-definition.ts';
import { Refusal, notBuilt, notFound } from '../refusal.ts';
import { undoable } from '../state/undoable.ts';
import type { Org } from '../state/org.ts';
import { readRecordBody } from './record-body.ts';

/** REST guide: records in one tree request. */
const MOST_RECORDS = 200;

const recordSchema = z.looseObject({
  attributes: z.looseObject({ type: z.string().optional(), referenceId: z.string() }),
});
const treeSchema = z.looseObject({ records: z.array(recordSchema).min(1) });

type TreeRecord = z.infer<typeof recordSchema>;

type Outcome =
  | { readonly referenceId: string; readonly id: string }
  | {
      readonly referenceId: string;
      readonly errors: readonly {
        readonly statusCode: string;
        readonly message: string;
        readonly fields: readonly string[];
      }[];
    };

/** Creates up to 200 records of an object, or none of them when one is refused. */
export function treeRoutes(app: HubApp): void {
  app.post('/services/data/:version/composite/tree/:object', async (context) => {
    const org = context.get('org');
    const name = context.req.param('object');
    const object = objectNamed(org, 'data', name);
    if (object?.create === undefined) throw refusedObject(name, notFound());
    const records = treeOf(await readRecordBody(context));
    const outcomes: Outcome[] = [];
    const hasErrors = !undoable(org.hub, () => {
      outcomes.push(
        ...records.map((record) => outcomeOf(org, object, record, context.get('apiVersion'))),
      );
      return outcomes.every((outcome) => 'id' in outcome);
    });
    return hasErrors
      ? json({ hasErrors, results: outcomes.filter((outcome) => 'errors' in outcome) }, 400)
      : json({ hasErrors, results: outcomes }, 201);
  });
}

function treeOf(body: unknown): readonly TreeRecord[] {
  const parsed = treeSchema.safeParse(body);
  // Codes and texts assumed.
  if (!parsed.success)
    throw new Refusal(
      400,
      'INVALID_INPUT',
      'The request has to be a list of records with attributes.',
    );
  const { records } = parsed.data;
  if (records.length > MOST_RECORDS)
    throw new Refusal(
      400,
      'INVALID_INPUT',
      `At most ${MOST_RECORDS} records are allowed in a tree.`,
    );
  const children = records.flatMap((record) =>
    Object.entries(record).filter(([key, value]) => key !== 'attributes' && isTree(value)),
  );
  if (children.length > 0) throw notBuilt('child records in composite/tree');
  return records;
}

function isTree(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'records' in value;
}

function outcomeOf(
  org: Org,
  object: ObjectDefinition,
  record: TreeRecord,
  apiVersion: number,
): Outcome {
  const { referenceId } = record.attributes;
  try {
    const values = checkedValues(object, record, 'create', apiVersion);
    return { referenceId, id: createNow(object, org, values, apiVersion) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { errorCode: statusCode, message, fields = [] } = error;
    return { referenceId, errors: [{ statusCode, message, fields }] };
  }
}
