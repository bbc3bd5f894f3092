import type { Theme } from './error-entry.ts';

/** The External Client App in the hub. */
export const APP_ERRORS = {
  APP_NOT_FOUND: {
    meaning: 'The hub has no External Client App of the configured name.',
    found: 'the apps that are there',
    wanted: 'the configured name',
    cause:
      'The API name counts, not the label; or the login may not see the app; or it is another hub.',
    steps: [
      'Compare apps: in config/release.yaml with Setup › External Client App Manager.',
      'If the list is shorter than you expect: the login lacks the permission to view External Client Apps.',
    ],
  },
  APP_IS_LOCAL: {
    meaning: 'The app is not meant for distribution.',
    found: 'its Distribution State',
    wanted: 'Packaged',
    cause:
      'A Local app works in the org only where it was made: customers could never log in with it.',
    steps: [
      'In the Dev Hub: Setup › External Client App Manager › the app › Edit › Basic Information › Distribution State: Packaged.',
    ],
  },
  APP_HAS_SAML: {
    meaning: 'The app has a SAML configuration.',
    found: 'the component',
    cause: 'Salesforce keeps apps with SAML Local; a package with one does not build.',
    steps: ['Remove SAML from the app in Setup, or release an app of its own for OAuth.'],
  },
  APP_INCOMPLETE: {
    meaning: 'The app does not have exactly one OAuth settings component.',
    found: 'those that name the app',
    wanted: 'one ExtlClntAppOauthSettings',
    cause:
      'OAuth was never enabled for the app, or two components name it in <externalClientApplication>.',
    steps: [
      'In the Dev Hub: Setup › External Client App Manager › the app › enable OAuth, save, and run again.',
    ],
  },
  APP_FROM_SHORT_LIVED_ORG: {
    meaning: 'The app was made in an org that does not last.',
    found: '"External client apps that are created in ephemeral orgs can\'t be packaged."',
    wanted: 'an app that was made in the Dev Hub, or in another lasting org',
    cause:
      'orgScopedExternalApp and oauthLink of the metadata name the org where the app was made: a scratch org, a sandbox or a trial. Editing these elements by hand does not make it another app. Where a build had begun already, the run ends with VERSION_BUILD_FAILED and points here.',
    steps: [
      'Make the app anew in Setup of the Dev Hub, and let the tool retrieve it: npm run eca -- retrieve',
    ],
  },
  LINT_FAILED: {
    meaning: 'Lint found something in an app that must not be released.',
    found: 'the rules, and how often each was broken',
    wanted: 'no findings of the severity error',
    cause:
      'The lines above name each place. A released package cannot be taken back, so it is stopped before a build is spent.',
    steps: [
      'Correct the app where the findings say, most often in Setup of the Dev Hub, and run again. docs/lint-rules.md explains every rule.',
      'If a rule does not fit this project: lint.rules in config/release.yaml, with a severity and a reason.',
    ],
  },
  COMPONENT_MISSING: {
    meaning: 'The hub lists a component, and does not hand it out.',
    found: 'the components',
    cause:
      'It was deleted a moment ago, or the login may list but not read it. A package without it would be incomplete.',
    steps: [
      'Run again.',
      'Otherwise give the user "View External Client Apps Consumer Secrets in Metadata", and in Setup › External Client Apps › Settings turn on "Allow access to OAuth consumer secrets via Metadata API".',
    ],
  },
} as const satisfies Theme;
