import type { Connection } from '@salesforce/core';
import { PackageVersion } from '@salesforce/packaging';
import type { PackageVersionId } from '../domain/version/ids.ts';
import type { PromoteOutcome } from '../ports/dev-hub.ts';
import { isUnanswered, translated } from './foreign-error.ts';

/** Promotes a version. The hub takes the same promotion twice without a word, so that it may be asked for again. */
export async function promoteVersion(
  connection: Connection,
  id: PackageVersionId,
): Promise<PromoteOutcome> {
  try {
    await new PackageVersion({ connection, idOrAlias: id }).promote();
    return { kind: 'promoted' };
  } catch (error) {
    const reason = translated(error, 'promoting the version');
    if (isUnanswered(error)) return { kind: 'unanswered', reason };
    if (reason.code !== 'HUB_REFUSED') throw reason;
    return { kind: 'refused', why: reason.detail.found ?? reason.message };
  }
}
