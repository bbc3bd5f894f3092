import type { PermissionName, UserPermissions } from '../facts.ts';
import type { Evidence, Judgement } from '../finding.ts';
import { cannotTell, fail, judged, pass } from '../judge.ts';
import type { Reading } from '../reading.ts';

/** Salesforce's labels of the permissions, as Setup shows them. */
const LABELS: Readonly<Record<PermissionName, string>> = {
  ExternalClientAppDeveloper: 'Create, edit, and delete External Client Apps',
  Packaging2: 'Create and Update Second-Generation Packages',
  Packaging2PromoteVersion: 'Promote a package version to released',
};

/** Judges one permission of the user, with what describe says beside it. */
export function judgePermission(
  permissions: Reading<UserPermissions>,
  name: PermissionName,
  need: {
    readonly what: string;
    /** What describe says; undefined: nothing was asked, or nothing can be concluded. */
    readonly isAllowed?: boolean | undefined;
    readonly evidence?: readonly Evidence[];
  },
): Judgement {
  return judged(permissions, (granted) => {
    const has = granted[name];
    const evidence = [
      ...(need.evidence ?? []),
      {
        asked: `SELECT Permissions${name} FROM UserPermissionAccess`,
        answer: has === undefined ? 'the org does not know it' : String(has),
      },
    ];
    const fix = [
      `Setup › Permission Sets › a permission set of the user › System Permissions: "${LABELS[name]}".`,
    ];
    if (need.isAllowed === false || has === false)
      return fail(`The user may not ${need.what}.`, { evidence, fix, code: 'PERMISSION_MISSING' });
    if (has === undefined && need.isAllowed === undefined)
      return cannotTell(`Whether the user may ${need.what} is not to be seen.`, { evidence, fix });
    return pass(`The user may ${need.what}.`, { evidence });
  });
}
