import { ReleaseError } from '../errors.ts';

declare const brand: unique symbol;

interface Branded<Prefix extends string> {
  readonly [brand]: Prefix;
}

/** Package2, the package itself. */
export type PackageId = string & Branded<'0Ho'>;
/** Package2Version: a version as its hub knows it. */
export type PackageVersionId = string & Branded<'05i'>;
/** SubscriberPackageVersion: a version as everyone else knows it, the id in install links. */
export type SubscriberVersionId = string & Branded<'04t'>;
/** Package2VersionCreateRequest. */
export type CreateRequestId = string & Branded<'08c'>;

interface IdByPrefix {
  '0Ho': PackageId;
  '05i': PackageVersionId;
  '04t': SubscriberVersionId;
  '08c': CreateRequestId;
}

/** Whether the text has the shape of an id of this kind: the prefix, and 15 or 18 letters and digits. */
export function isId<Prefix extends keyof IdByPrefix>(
  prefix: Prefix,
  value: unknown,
): value is IdByPrefix[Prefix] {
  return (
    typeof value === 'string' &&
    value.startsWith(prefix) &&
    /^[a-zA-Z0-9]{15}([A-Z0-5]{3})?$/.test(value)
  );
}

/**
 * An id that came from outside, checked before it goes anywhere: ids are put into SOQL by the libraries as they are.
 * Throws HUB_ANSWER_UNUSABLE, since only the hub hands ids to us.
 */
export function idFrom<Prefix extends keyof IdByPrefix>(
  prefix: Prefix,
  value: unknown,
): IdByPrefix[Prefix] {
  if (isId(prefix, value)) return value;
  throw new ReleaseError('HUB_ANSWER_UNUSABLE', 'The hub answered with something that is no id', {
    found: String(value),
    wanted: `an id that starts with ${prefix}`,
    actions: ['Run again; nothing is built twice.'],
  });
}

/** The 15 characters that identify a record; the last three of 18 are only a checksum of their case. */
export function shortId(id: string): string {
  return id.slice(0, 15);
}

export function isSameId(one: string, other: string): boolean {
  return shortId(one) === shortId(other);
}
