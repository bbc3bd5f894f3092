import type { Theme } from './error-entry.ts';

/** The build of a version, at Salesforce. */
export const BUILD_ERRORS = {
  VERSION_REQUEST_REFUSED: {
    meaning: 'Salesforce did not accept the request for a version.',
    found: "Salesforce's text",
    cause: 'It was refused before a build began: nothing was spent, and nothing is under way.',
    steps: ['Mend what the text names, and run again.'],
  },
  VERSION_BUILD_FAILED: {
    meaning: 'Salesforce began to build the version and gave up.',
    found: 'its reasons, a line each',
    cause:
      'Something in the package does not fit: a component that refers to what is not in it, an app that may not be packaged, a dependency. A failed build costs a slot too.',
    steps: [
      'Mend what the reasons name, in the hub or in the configuration, and run again.',
      'To try without spending a validated build: validation: skipped in config/release.yaml, as a throw-away build.',
      'A reason with an ErrorId is a fault of Salesforce: quote it to Salesforce Support, with the id of the request.',
    ],
  },
  VERSION_BUILD_FAILED_BEFORE: {
    meaning: 'The same contents failed to build before.',
    found: 'the earlier request, and its reasons',
    cause:
      'The same input fails the same way, and every failure costs a slot. So it is not asked for again by itself.',
    steps: [
      'Mend what the reason names.',
      'If it was a passing fault of Salesforce: --retry-failed',
    ],
  },
  VERSION_CONTENTS_WRONG: {
    meaning: 'The version does not hold what was planned, or would not.',
    found: 'what it holds',
    wanted: 'what was planned',
    cause:
      'A file changed while the run went on, .forceignore hides a part, or somebody else built the number. No links are written for it, so that nobody installs it by mistake.',
    steps: [
      'If nothing was built yet: run again.',
      'If it was: sf package version delete --package ID, then release again with the next number.',
    ],
  },
} as const satisfies Theme;
