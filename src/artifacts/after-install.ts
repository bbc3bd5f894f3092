/** What an admin looks at in an org after the install. Policies are not packaged: each org starts with the defaults. */
export const AFTER_INSTALL_STEPS: readonly string[] = [
  'In Setup, open External Client App Manager: the app is in the list. If it is not, look at Installed Packages first.',
  'Open the app and its Policies. They are not part of the package, so this org starts with the defaults of Salesforce.',
  'Permitted Users: the default lets every user authorize the app (All users may self-authorize). Choose admin-approved users if only some people should use it.',
  'IP Relaxation: the default enforces the IP restrictions of the org. If the org limits login IP ranges, calls from the servers of the integration are refused until this is relaxed or their addresses are allowed.',
  'Refresh Token Policy: choose how long a connection lives without a new login.',
  'Connect once as a user, logging in at the My Domain of this same org. OAUTH_EC_APP_NOT_FOUND means that the package is not installed in the org where that user logged in.',
];
