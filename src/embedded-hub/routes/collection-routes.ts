import { z } from 'zod';
import type { HubApp, HubContext } from '../http/hub-context.ts';
import { json } from '../http/rest-answer.ts';
import { checkedValues } from '../objects/checked-values.ts';
import { createNow } from '../objects/create-now.ts';
import { objectNamed, refusedObject } from '../objects/object-catalog.ts';
import { requireChange } from '../objects/require-change.ts';
import type { ObjectDefinition } from '../objects/object-definition.ts';
import { Refusal, notFound } from '../refusal.ts';
import { normalizeId } from '../state/record-id.ts';
import { undoable } from '../state/undoable.ts';
import { readRecordBody } from './record-body.ts';

const ROOT = '/services/data/:version/composite/sobjects';
/** REST guide: records in one collection. */
const MOST_RECORDS = 200;

const recordSchema = z.looseObject({ attributes: z.looseObject({ type: z.string() }) });
const collectionSchema = z.looseObject({
  allOrNone: z.boolean().default(false),
  records: z.array(recordSchema).min(1).max(MOST_RECORDS),
});

type CollectionRecord = z.infer<typeof recordSchema>;

interface Outcome {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly {
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
  }[];
}

/** Creates or changes up to 200 records, of several objects too; each for itself unless all or none are wanted. */
export function collectionRoutes(app: HubApp): void {
  app.post(ROOT, async (context) => answer(context, createOne));
  app.patch(ROOT, async (context) => answer(context, updateOne));
}

type Change = (context: HubContext, object: ObjectDefinition, record: CollectionRecord) => string;

async function answer(context: HubContext, change: Change): Promise<Response> {
  const parsed = collectionSchema.safeParse(await readRecordBody(context));
  // Code and text assumed.
  if (!parsed.success) {
    throw new Refusal(
      400,
      'INVALID_INPUT',
      `The request has to be a list of 1 to ${MOST_RECORDS} records with attributes.`,
    );
  }
  const { records, allOrNone } = parsed.data;
  const outcomes: Outcome[] = [];
  const isKept = undoable(context.get('org').hub, () => {
    outcomes.push(...records.map((record) => outcomeOf(context, record, change)));
    return !allOrNone || outcomes.every(({ success }) => success);
  });
  return json(isKept ? outcomes : outcomes.map(takenBack));
}

function outcomeOf(context: HubContext, record: CollectionRecord, change: Change): Outcome {
  try {
    const { type } = record.attributes;
    const object = objectNamed(context.get('org'), 'data', type);
    if (object === undefined) throw refusedObject(type, notFound());
    return { id: change(context, object, record), success: true, errors: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { errorCode: statusCode, message, fields = [] } = error;
    return { success: false, errors: [{ statusCode, message, fields }] };
  }
}

function createOne(
  context: HubContext,
  object: ObjectDefinition,
  record: CollectionRecord,
): string {
  const apiVersion = context.get('apiVersion');
  if (object.create === undefined) throw notFound();
  const values = checkedValues(object, record, 'create', apiVersion);
  return createNow(object, context.get('org'), values, apiVersion);
}

function updateOne(
  context: HubContext,
  object: ObjectDefinition,
  { id: lowerId, Id = lowerId, ...record }: CollectionRecord,
): string {
  const org = context.get('org');
  const id = typeof Id === 'string' ? normalizeId(Id) : undefined;
  if (id === undefined || !object.rows(org).some((row) => row.Id === id))
    throw new Refusal(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['Id']);
  if (object.update === undefined) throw notFound();
  const values = checkedValues(object, record, 'update', context.get('apiVersion'));
  requireChange(org, object, values);
  object.update(org, id, values);
  return id;
}

/** REST guide, allOrNone. */
function takenBack(outcome: Outcome): Outcome {
  if (!outcome.success) return outcome;
  return {
    success: false,
    errors: [
      {
        statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
        message:
          'Record rolled back because not all records were valid and the request was using AllOrNone header',
        fields: [],
      },
    ],
  };
}
