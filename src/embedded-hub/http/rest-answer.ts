import type { Refusal } from '../refusal.ts';

/** JSON as Salesforce labels it: clients parse by content type. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
  });
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}

/** The REST and Tooling APIs answer an error with an array. */
export function refused({ status, errorCode, message, fields }: Refusal): Response {
  return json([{ message, errorCode, ...(fields === undefined ? {} : { fields }) }], status);
}
