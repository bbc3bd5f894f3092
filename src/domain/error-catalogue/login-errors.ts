import type { Theme } from './error-entry.ts';

/** Getting into an org: the Dev Hub for a run, or a customer's org for a user of the app. */
export const LOGIN_ERRORS = {
  NO_DEV_HUB: {
    meaning: 'A tag build would only rehearse.',
    found: 'the embedded Dev Hub',
    wanted: 'credentials of the Dev Hub',
    cause: 'Nothing names a real hub. A pushed tag that only rehearses would look like a release.',
    steps: [
      'In CI: set DEVHUB_JWT_CLIENT_ID, DEVHUB_JWT_USERNAME and DEVHUB_JWT_KEY from secrets.',
      'On a laptop: --target-dev-hub ALIAS. To rehearse on purpose: --rehearse',
    ],
  },
  AMBIGUOUS_CREDENTIALS: {
    meaning: 'The environment holds more than one login.',
    found: 'the variables',
    wanted: 'one login, so that it is certain which org a release goes to',
    cause:
      'Two kinds of credentials are set at once, often one of them left over from another job.',
    steps: ['Remove all but one.', 'Or name a login of the sf CLI: --target-dev-hub ALIAS'],
  },
  CREDENTIALS_INCOMPLETE: {
    meaning: 'The login in the environment lacks a part, or a part of it cannot be read.',
    found: 'what is missing',
    wanted: 'the complete form',
    cause: 'A secret was not handed to the step, has another name, or lost its line breaks.',
    steps: [
      'Set what is missing; on GitHub, secrets reach a step by env: only.',
      'A key: from the line BEGIN PRIVATE KEY to the line END PRIVATE KEY.',
    ],
  },
  LOGIN_NOT_FOUND: {
    meaning: 'The sf CLI has no usable login of this name.',
    found: "the library's reason",
    wanted: 'an alias or username that sf org list shows',
    cause: 'The alias is misspelt, belongs to another machine or user, or its file cannot be read.',
    steps: [
      'Log in: sf org login web --alias ALIAS',
      'Or name another one: --target-dev-hub ALIAS',
    ],
  },
  LOGIN_REFUSED: {
    meaning: 'Salesforce refused the login, for a reason that has no entry of its own.',
    found: "Salesforce's error and its description",
    cause:
      '`invalid_grant` alone says nothing: its description does. "expired access/refresh token" is LOGIN_TOKEN_ENDED, "user hasn\'t approved this consumer" LOGIN_NOT_APPROVED, "invalid assertion" and "audience is invalid" LOGIN_ASSERTION_REFUSED, "ip restricted" LOGIN_ADDRESS_REFUSED.',
    steps: [
      'In the org: Setup › Login History says why, in more words.',
      'Check that the login URL is that of the org: a sandbox has https://test.salesforce.com or its own My Domain.',
    ],
  },
  LOGIN_APP_UNKNOWN: {
    meaning: 'The org does not know the app that the login uses.',
    found: 'invalid_client_id or invalid_client, with its description',
    wanted: 'the consumer key of an app in that org',
    cause:
      'The consumer key is misspelt or of another org, the app was deleted, or the login URL leads to another org. A new app is unknown for up to 30 minutes.',
    steps: [
      'Compare DEVHUB_JWT_CLIENT_ID with Setup › External Client App Manager › the app › Settings › OAuth Settings › Consumer Key and Secret.',
      'Check the login URL (DEVHUB_LOGIN_URL): production, sandbox, or the My Domain of the hub.',
    ],
  },
  LOGIN_APP_NOT_INSTALLED: {
    meaning: 'The External Client App is not installed in the org where the user logged in.',
    found: 'OAUTH_EC_APP_NOT_FOUND, or "External client app is not installed in this org"',
    wanted: 'the package, installed in that very org',
    cause:
      'The package is missing there. Often it is another org than the user thinks: login.salesforce.com leads to whichever org the browser knows. With JWT: the consumer key belongs to an app of another org.',
    steps: [
      'Setup › Installed Packages of the org that the user meant: install the package if it is not there.',
      'Connect again, in a private window, at the My Domain of that org.',
    ],
  },
  LOGIN_ACROSS_ORGS: {
    meaning: 'The app was used in another org than the one that may use it.',
    found:
      'OAUTH_AUTHORIZATION_BLOCKED: "Cross-org OAuth flows are not supported for this external client app"',
    wanted: 'a packaged app that is installed where the user logs in',
    cause:
      'The browser is logged in to another org, or the app is Local: such an app works in the org only where it was made.',
    steps: [
      'Log out of Salesforce or open a private window, and connect at the My Domain of the right org.',
      'If it stays, the developer looks at the app: Distribution State must be Packaged before it is packaged (APP_IS_LOCAL).',
    ],
  },
  LOGIN_NOT_APPROVED: {
    meaning: 'The user may not use the app of the login.',
    found: 'invalid_app_access, or invalid_grant with "user hasn\'t approved this consumer"',
    wanted: 'a user that the app is approved for',
    cause:
      'Permitted Users of the app is "Admin approved users are pre-authorized", and neither the profile nor a permission set of the user is named. With JWT nobody can approve in a browser, so that it has to be this setting.',
    steps: [
      'In that org: Setup › External Client App Manager › the app › Policies › Permitted Users: Admin approved users are pre-authorized; then name a permission set of the user.',
      'Check that the username is that of this org: a sandbox has a suffix.',
    ],
  },
  LOGIN_TOKEN_ENDED: {
    meaning: 'The refresh token is not valid any more.',
    found: 'invalid_grant with "expired access/refresh token"',
    cause:
      'It ended, was revoked, or was used once and replaced: with rotation a stored token is dead after its first use. From the sixth login of the same user with the same app on, each ends the oldest.',
    steps: [
      'In CI: use JWT (DEVHUB_JWT_…), which needs no stored token.',
      'On a laptop: log in again: sf org login web --set-default-dev-hub --alias MyHub',
    ],
  },
  LOGIN_ASSERTION_REFUSED: {
    meaning: 'Salesforce does not believe the signed JWT.',
    found:
      'invalid_grant with "invalid assertion", "audience is invalid" or "expired authorization code"',
    wanted: "a JWT that is signed with the key of the app's certificate, for this login URL, now",
    cause:
      "The key does not match the certificate of the app, a deploy of the app's settings cleared the certificate, the login URL is of another kind of org, or the clock of this machine is wrong.",
    steps: [
      'Compare: openssl x509 -noout -modulus -in CERTIFICATE and openssl rsa -noout -modulus -in KEY print the same.',
      'A sandbox needs DEVHUB_LOGIN_URL https://test.salesforce.com, or its My Domain.',
      'Set the clock of the machine.',
    ],
  },
  LOGIN_ADDRESS_REFUSED: {
    meaning: 'The org refuses logins from the address of this machine.',
    found: 'invalid_grant with "ip restricted"',
    wanted: 'an address within the login IP ranges of the profile',
    cause:
      'The profile of the user has login IP ranges, and IP Relaxation of the app enforces them. Runners of a CI change their address.',
    steps: [
      'Setup › Login History shows the address that was refused.',
      'Add it to the ranges, run on a machine with a fixed address, or relax the IP restrictions in the policies of the app.',
    ],
  },
  LOGIN_USER_INACTIVE: {
    meaning: 'The user, or the whole org, is not active.',
    found: 'inactive_user, inactive_org, or invalid_grant with such a description',
    cause: 'The user was deactivated or frozen, or the org is locked or expired.',
    steps: ['Setup › Users: activate or unfreeze the user, or log in as another one.'],
  },
  LOGIN_RUN_AS_USER_MISSING: {
    meaning: 'The app logs in on its own, and nobody said as whom.',
    found: 'invalid_grant with "no client credentials user enabled"',
    cause:
      'The client credentials flow needs a user to run as. That is a policy: it is never in a package, and each org sets its own.',
    steps: [
      'Setup › External Client App Manager › the app › Policies › Enable Client Credentials Flow, and name the user under Run As.',
    ],
  },
  SESSION_EXPIRED: {
    meaning: 'The login ended, or the org does not take its token.',
    found: "Salesforce's text",
    cause:
      'An access token ends after some hours or when somebody logs out, and cannot be renewed by itself. A build goes on without the run.',
    steps: [
      'Log in again: sf org login web --set-default-dev-hub --alias MyHub',
      'Where the token stands in SF_ACCESS_TOKEN: put a new one there, or take the variable away; it comes before the default login of sf.',
      'In CI: use JWT (DEVHUB_JWT_…).',
      'Then run again: it continues where the run stopped.',
    ],
  },
  INSECURE_URL: {
    meaning: 'The address of an org is not an https address.',
    found: 'the address',
    wanted: 'a URL like https://example.my.salesforce.com; plain http is for this machine only',
    cause: 'The token would cross the network in clear text.',
    steps: ['Correct the URL where it was given.'],
  },
  HOST_NOT_ALLOWED: {
    meaning: 'A request to a server that nobody named was stopped.',
    found: 'the server',
    wanted: 'the servers that were named',
    cause:
      "The org moved, or one of the libraries turned to a public host: signed logins and tokens go to the login URL and the org only, GitHub's to GitHub only.",
    steps: ['If the org has a new address: log in again, so that it is known.'],
  },
  PERMISSION_MISSING: {
    meaning: "The hub's user lacks a permission.",
    found: "Salesforce's text",
    wanted: 'a user who may create packages and see External Client Apps',
    cause:
      'Being a user of the Dev Hub is not enough; "limited access" users may use scratch orgs only.',
    steps: [
      'Give the user the system permission "Create and Update Second-Generation Packages".',
      'And "View all External Client Apps, view their settings, and edit their policies"; to retrieve OAuth settings also "View External Client Apps Consumer Secrets in Metadata".',
    ],
  },
} as const satisfies Theme;
