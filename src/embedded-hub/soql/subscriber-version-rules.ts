import type { Row } from '../objects/object-definition.ts';
import { installKeyHash } from '../packaging/install-key.ts';
import { versionById } from '../packaging/versions.ts';
import { Refusal } from '../refusal.ts';
import type { Org } from '../state/org.ts';
import { malformedQuery } from './query-refusals.ts';
import type { Condition, Literal } from './statement.ts';
import { unescapeString } from './string-literal.ts';

/** Anybody may look at a version, but only at one whose id they know. */
export function refuseBroadSubscriberQuery(where: Condition | undefined): void {
  if (literalFor('id', where) === undefined) {
    throw malformedQuery(
      'Implementation restriction: You can only perform queries of the form Id = <value> or Id IN (<values>) on SubscriberPackageVersion.',
    );
  }
}

// Both texts are Salesforce's (forcedotcom/cli issue 2882, forcedotcom/packaging issue 580); the codes are in the
// StatusCode enumeration of its WSDL.
export function refuseInstallKey(
  org: Org,
  rows: readonly Row[],
  where: Condition | undefined,
): void {
  const given = literalFor('installationkey', where);
  for (const row of rows) {
    const wanted = versionById(org.hub, row.Id)?.installKeyHash ?? null;
    if (wanted === null) continue;
    if (given === undefined) {
      throw new Refusal(
        400,
        'INSTALL_KEY_REQUIRED',
        'Please provide installationkey when querying against SubscriberPackageVersion that is protected by installationkey',
      );
    }
    if (installKeyHash(unescapeString(given.text)) !== wanted) {
      throw new Refusal(
        400,
        'INSTALL_KEY_INVALID',
        'Invalid InstallationKey for SubscriberPackageVersion',
      );
    }
  }
}

function literalFor(field: string, where: Condition | undefined): Literal | undefined {
  if (where === undefined) return undefined;
  if (where.kind === 'and') {
    for (const part of where.parts) {
      const found = literalFor(field, part);
      if (found !== undefined) return found;
    }
  }
  const isMatch =
    where.kind === 'compare' &&
    (where.operator === '=' || where.operator === 'IN') &&
    where.path.join('.').toLowerCase() === field;
  return isMatch ? where.literals[0] : undefined;
}
