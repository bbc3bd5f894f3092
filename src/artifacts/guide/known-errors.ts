import type { AppSettings } from '../../domain/eca/app-settings.ts';
import { type Part, part } from './blocks.ts';
import { ADMIN_APPROVED, ENFORCE_RELAX_REFRESH } from './policy-names.ts';
import { code, menu, type RichText, say, strong } from './rich-text.ts';
import { asksForRefreshTokens } from './scopes.ts';

interface KnownError {
  readonly id: string;
  /** What the admin or a user sees. */
  readonly seen: RichText;
  readonly cause: RichText;
  readonly cure: readonly RichText[];
}

const NOT_INSTALLED: KnownError = {
  id: 'app-not-found',
  seen: say`${code('OAUTH_EC_APP_NOT_FOUND')}, or “External client app is not installed in this org”`,
  cause: say`The package is not in the org where this user logged in. Often that is another org than you think: a login page for every org (login.salesforce.com) leads to whichever org the browser knows.`,
  cure: [
    say`Look for the package in ${menu('Setup', 'Installed Packages')} of the org that the user meant, and install it there if it is missing.`,
    say`Connect again and log in at the My Domain of that org, in a private window.`,
  ],
};

const CROSS_ORG: KnownError = {
  id: 'cross-org',
  seen: say`${code('OAUTH_AUTHORIZATION_BLOCKED')}: “Cross-org OAuth flows are not supported for this external client app”`,
  cause: say`The browser is logged in to another org than the one being connected, or the app is not installed there as part of the package.`,
  cure: [
    say`Log out of Salesforce or open a private window, and connect again at the My Domain of the right org.`,
    say`If it stays, check ${menu('Setup', 'Installed Packages')}. If the package is there, tell the developer: the app may not be distributed as ${strong('Packaged')}.`,
  ],
};

const BLOCKED_BY_ADDRESS: KnownError = {
  id: 'blocked-by-address',
  seen: say`${code('invalid_grant')} with “ip restricted”, or ${strong('Restricted IP')} in the login history`,
  cause: say`The profile of the user has login IP ranges, and the app’s servers are outside of them. Typical sign: connecting works in the browser, and later calls fail.`,
  cure: [
    say`${menu('Setup', 'Login History')} shows the address that was refused. Add it to the login IP ranges of the profile if it is the app’s.`,
    say`Or change IP Relaxation of the app, to ${strong(ENFORCE_RELAX_REFRESH)} first.`,
  ],
};

const NOT_APPROVED: KnownError = {
  id: 'not-approved',
  seen: say`${code('invalid_app_access')}, or “user is not admin approved to access this app”`,
  cause: say`Permitted Users is ${strong(ADMIN_APPROVED)}, and neither the profile nor a permission set of this user is named.`,
  cure: [
    say`Give the user the permission set that the app’s policies name, or name one that the user has. Then connect again.`,
  ],
};

const TOKEN_ENDED: KnownError = {
  id: 'token-ended',
  seen: say`${code('invalid_grant')} with “expired access/refresh token”, after it has worked for a while`,
  cause: say`The Refresh Token Policy ended the connection, somebody revoked it, or the same user connected the app more than five times: each new connection then ends the oldest.`,
  cure: [
    say`Connect again. If it comes back, compare the Refresh Token Policy with how often the app is used, and look at ${menu('Setup', 'External Client Apps OAuth Usage')}.`,
  ],
};

const NO_RUN_AS_USER: KnownError = {
  id: 'no-run-as-user',
  seen: say`${code('invalid_grant')} with “no client credentials user enabled”`,
  cause: say`The app logs in on its own, and its policies do not say as whom.`,
  cure: [
    say`In the app’s policies turn on ${strong('Enable Client Credentials Flow')} and name the user under ${strong('Run As')}.`,
  ],
};

const NOT_YET_AVAILABLE: KnownError = {
  id: 'not-yet-available',
  seen: say`The install page or the command says that the version is invalid or not yet available`,
  cause: say`A new version takes minutes to reach every instance of Salesforce.`,
  cure: [say`Wait a quarter of an hour and open the same link again.`],
};

/** The errors that an admin may meet with these apps, the ones at the first login first. */
export function knownErrorParts(apps: readonly AppSettings[]): readonly Part[] {
  const mayLogInAlone = apps.some(({ policies }) => policies?.usesClientCredentials !== false);
  return [
    NOT_INSTALLED,
    CROSS_ORG,
    NOT_APPROVED,
    BLOCKED_BY_ADDRESS,
    ...(apps.some(({ scopes }) => asksForRefreshTokens(scopes)) ? [TOKEN_ENDED] : []),
    ...(mayLogInAlone ? [NO_RUN_AS_USER] : []),
    NOT_YET_AVAILABLE,
  ].map(({ id, seen, cause, cure }) =>
    part(`error-${id}`, seen, [
      {
        kind: 'facts',
        facts: [
          { name: 'Cause', texts: [cause] },
          { name: 'Cure', texts: cure, isMain: true },
        ],
      },
    ]),
  );
}
