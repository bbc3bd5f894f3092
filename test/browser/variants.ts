import { indexPage } from '../../src/artifacts/page/index-page.ts';
import { versionListOf } from '../../src/artifacts/version-list.ts';
import { htmlOf } from './open-page.ts';
import { beta, hostile, index, rehearsal, released } from './sample-versions.ts';

/** Every kind of page that people are sent. */
export const VARIANTS: readonly (readonly [name: string, html: string])[] = [
  ['a released version', htmlOf(released, ['acme', 'acme--uat.sandbox'])],
  ['a beta', htmlOf(beta, ['acme', 'acme--uat.sandbox'])],
  ['a rehearsal', htmlOf(rehearsal)],
  ['hostile names', htmlOf(hostile)],
  ['all versions', indexPage(versionListOf(index))],
  ['all versions of a rehearsal', indexPage(versionListOf({ ...index, isRehearsal: true }))],
];
