import type { HubApp, HubContext } from '../http/hub-context.ts';
import { json, noContent } from '../http/rest-answer.ts';
import {
  isKnownButNotBuilt,
  objectNamed,
  objectsOf,
  refusedObject,
} from '../objects/object-catalog.ts';
import type { Api } from '../objects/object-catalog.ts';
import { describe, describeBriefly } from '../objects/describe-object.ts';
import type { DescribeScope } from '../objects/describe-object.ts';
import type { ObjectDefinition, Row } from '../objects/object-definition.ts';
import { readRecord } from '../objects/read-record.ts';
import { checkedValues } from '../objects/checked-values.ts';
import { requireChange } from '../objects/require-change.ts';
import { Refusal, notBuilt, notFound } from '../refusal.ts';
import { normalizeId } from '../state/record-id.ts';
import { readRecordBody } from './record-body.ts';

const ROOTS: readonly [path: string, api: Api][] = [
  ['/services/data/:version/sobjects', 'data'],
  ['/services/data/:version/tooling/sobjects', 'tooling'],
];

export function sobjectRoutes(app: HubApp): void {
  for (const [root, api] of ROOTS) {
    app.get(root, (context) =>
      json({
        encoding: 'UTF-8',
        maxBatchSize: 200,
        sobjects: objectsOf(context.get('org'), api).map((object) =>
          describeBriefly(scopeOf(api, context), object),
        ),
      }),
    );

    app.get(`${root}/:object`, (context) => {
      const object = objectOf(api, context);
      return json({
        objectDescribe: describeBriefly(scopeOf(api, context), object),
        recentItems: [],
      });
    });

    app.get(`${root}/:object/describe`, (context) =>
      json(describe(scopeOf(api, context), objectOf(api, context))),
    );

    app.post(`${root}/:object`, async (context) => {
      const object = objectOf(api, context);
      if (object.create === undefined) throw methodNotAllowed('POST', 'HEAD,GET');
      const body = await readRecordBody(context);
      const values = checkedValues(object, body, 'create', context.get('apiVersion'));
      requireChange(context.get('org'), object, values);
      const id = await object.create(context.get('org'), values, context.get('apiVersion'));
      return json({ id, success: true, errors: [], warnings: [], infos: [] }, 201);
    });

    app.get(`${root}/:object/:id`, (context) => {
      const object = objectOf(api, context);
      const row = rowOf(object, context);
      // There is no place for a key in this request.
      object.refuseKey?.(context.get('org'), row, undefined);
      const fields = context.req.query('fields')?.split(',');
      return json(readRecord({ api, apiVersion: context.get('apiVersion') }, object, row, fields));
    });

    app.patch(`${root}/:object/:id`, async (context) => {
      const object = objectOf(api, context);
      if (object.update === undefined) throw methodNotAllowed('PATCH', 'HEAD,GET');
      const row = rowOf(object, context);
      const body = await readRecordBody(context);
      const values = checkedValues(object, body, 'update', context.get('apiVersion'));
      requireChange(context.get('org'), object, values);
      object.update(context.get('org'), row.Id, values);
      return noContent();
    });

    app.delete(`${root}/:object/:id`, (context) => {
      objectOf(api, context);
      throw methodNotAllowed('DELETE', 'HEAD,GET,PATCH');
    });

    app.get(`${root}/:object/:id/:blob`, (context) => {
      const object = objectOf(api, context);
      const row = rowOf(object, context);
      const field = object.fields.find(
        ({ name, type }) => name === context.req.param('blob') && type === 'base64',
      );
      const base64 = field === undefined ? null : row[field.name];
      if (typeof base64 !== 'string') throw notFound();
      return new Response(Buffer.from(base64, 'base64'), {
        headers: { 'content-type': 'application/octet-stream' },
      });
    });
  }
}

function scopeOf(api: Api, context: HubContext): DescribeScope {
  return { org: context.get('org'), api, apiVersion: context.get('apiVersion') };
}

function objectOf(api: Api, context: HubContext): ObjectDefinition {
  const name = context.req.param('object') ?? '';
  const object = objectNamed(context.get('org'), api, name);
  if (object !== undefined) return object;
  if (isKnownButNotBuilt(name)) throw notBuilt(`records of ${name}`);
  throw refusedObject(name, notFound());
}

function rowOf(object: ObjectDefinition, context: HubContext): Row {
  const text = context.req.param('id') ?? '';
  const id = normalizeId(text);
  if (id === undefined) {
    throw new Refusal(
      404,
      'NOT_FOUND',
      `Provided external ID field does not exist or is not accessible: ${text}`,
    );
  }
  const row = object.rows(context.get('org')).find((candidate) => candidate.Id === id);
  if (row === undefined) throw notFound();
  return row;
}

function methodNotAllowed(method: string, allowed: string): Refusal {
  return new Refusal(
    405,
    'METHOD_NOT_ALLOWED',
    `HTTP Method '${method}' not allowed. Allowed are ${allowed}`,
  );
}
