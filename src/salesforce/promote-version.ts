import type { Connection } from '@salesforce/core';
import { PackageVersion } from '@salesforce/packaging';
import type { PackageVersionId } from '../domain/version/ids.ts';
import type { PromoteOutcome } from '../ports/dev-hub.ts';
import { isUnanswered, translated } from './foreign-error.ts';

/**
 * Promotes a version. The hub takes the same promotion twice without a word, so a lost answer is settled by reading the
 * version back, which every caller does anyway.
 */
export async function promoteVersion(
  connection: Connection,
  id: PackageVersionId,
): Promise<PromoteOutcome> {
  try {
    await new PackageVersion({ connection, idOrAlias: id }).promote();
    return { kind: 'promoted' };
  } catch (error) {
    const reason = translated(error, 'promoting the version');
    if (isUnanswered(error) || reason.code !== 'HUB_REFUSED') throw reason;
    return { kind: 'refused', why: reason.detail.found ?? reason.message };
  }
}
