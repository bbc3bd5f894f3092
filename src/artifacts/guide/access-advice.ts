import type { PolicyAdvice, DevelopersPolicies } from './policy-advice.ts';
import { developersHave } from './policy-advice.ts';
import { ADMIN_APPROVED, ALL_SELF_AUTHORIZED, permittedUsersName } from './policy-names.ts';
import { menu, type RichText, say, strong } from './rich-text.ts';

const WHERE = ['OAuth Policies', 'Plugin Policies', 'Permitted Users'];

/** Who may connect. */
export function permittedUsersAdvice(policies: DevelopersPolicies): PolicyAdvice {
  const value = policies?.permittedUsers;
  const developers = value === undefined ? undefined : permittedUsersName(value);
  const wantsApproval = value === 'AdminApprovedPreAuthorized';
  return {
    id: 'permitted-users',
    name: 'Permitted Users',
    where: WHERE,
    startsAs: say`${strong(ALL_SELF_AUTHORIZED)}: every user can connect the app, with that user’s own rights.`,
    ...(developers !== undefined && { developers: say`${strong(developers)}` }),
    choose: [
      wantsApproval
        ? say`${strong(ADMIN_APPROVED)}, as the developer has it: only users whose profile or permission set you name can connect, and they are not asked to allow it.`
        : say`${strong(ADMIN_APPROVED)} if only some people, or one integration user, should connect: only users whose profile or permission set you name can, and they are not asked to allow it. Leave the default if every user may connect.`,
      say`Whoever is connected already and is not among them loses access at once. Users with the permission “Use Any API Client” get in whatever is chosen here.`,
    ],
    summary: say`Permitted Users: every user may connect the app until you choose ${strong(ADMIN_APPROVED)}.${developersHave(developers)}`,
  };
}

/** Which profiles and permission sets the approved users have; only where somebody has to approve. */
export function approvedUsersAdvice(policies: DevelopersPolicies): readonly PolicyAdvice[] {
  const profiles = withoutIds(policies?.profiles ?? []);
  const permissionSets = withoutIds(policies?.permissionSets ?? []);
  const wantsApproval = policies?.permittedUsers === 'AdminApprovedPreAuthorized';
  if (!wantsApproval && profiles.length === 0 && permissionSets.length === 0) return [];
  const developers = [
    ...named('Profile', profiles),
    ...named('Permission set', permissionSets),
  ].flatMap((words, index) => (index === 0 ? words : say`; ${words}`));
  return [
    {
      id: 'profiles-and-permission-sets',
      name: 'Profiles and Permission Sets',
      where: ['App Policies', 'Select Profiles, Select Permission Sets'],
      startsAs: say`None: with ${strong(ADMIN_APPROVED)} nobody can connect until you name some.`,
      ...(developers.length > 0 && { developers }),
      choose: [
        say`A permission set made for this app, given to exactly the users who connect it. Names from the developer’s org need not exist in yours: choose what fits here.`,
        say`Give the same users what the app works with: access to its objects and fields, and “API Enabled”.`,
      ],
      summary: say`Profiles and Permission Sets: name whose users may connect once ${strong(ADMIN_APPROVED)} is chosen.`,
    },
  ];
}

/** The user that the app works as when nobody logs in. */
export function runAsAdvice(policies: DevelopersPolicies): readonly PolicyAdvice[] {
  if (policies?.usesClientCredentials !== true) return [];
  return [
    {
      id: 'run-as-user',
      name: 'Client Credentials Flow: Run As',
      where: ['OAuth Policies', 'OAuth Flows and External Client App Enhancements'],
      startsAs: say`Off, and without a user: the app cannot log in on its own.`,
      developers: say`On. Its user is a user of that org and means nothing in yours.`,
      choose: [
        say`Turn on ${strong('Enable Client Credentials Flow')} and enter the username of a user made for this app under ${strong('Run As')}: with “API Only User” and a permission set that grants what the app works with, and no more. Not an administrator.`,
        say`Everything the app does is done as this user, whoever triggered it. Create the user under ${menu('Setup', 'Users')} first.`,
      ],
      summary: say`Client Credentials Flow: turn it on and name a Run As user made for this app. Until then it cannot log in.`,
    },
  ];
}

/** Older releases list ids of the developer's org, which help nobody elsewhere. */
function withoutIds(entries: readonly string[]): readonly string[] {
  return entries.filter((entry) => !/^(?:0PS|00e)[a-zA-Z0-9]{12}(?:[A-Z0-5]{3})?$/.test(entry));
}

function named(kind: string, names: readonly string[]): readonly RichText[] {
  if (names.length === 0) return [];
  const list = names.flatMap((name, index) =>
    index === 0 ? say`${strong(name)}` : say`, ${strong(name)}`,
  );
  return [say`${kind}${names.length === 1 ? '' : 's'}: ${list}`];
}
