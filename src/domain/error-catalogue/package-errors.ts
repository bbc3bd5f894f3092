import type { Theme } from './error-entry.ts';

/** Packages and their versions: which there are, and which there may be. */
export const PACKAGE_ERRORS = {
  PACKAGE_AMBIGUOUS: {
    meaning: "The hub's package of this name cannot be used.",
    found: 'the packages of this name',
    wanted: 'one managed package of this name in the namespace',
    cause:
      'There are two, or the one that is there is unlocked. Which to use is not for a tool to guess.',
    steps: [
      'Release under another name: name: in config/release.yaml',
      'Or delete the package that is in the way: sf package delete --package ID',
    ],
  },
  PACKAGE_REFUSED: {
    meaning: 'The hub did not create the package.',
    found: "Salesforce's text",
    cause:
      'A package of that name is there in another state, or something about its name or namespace is not allowed.',
    steps: [
      'Look at what is there: sf package list --target-dev-hub ALIAS',
      'Check that the namespace is linked: App Launcher › Namespace Registries',
    ],
  },
  VERSION_NOT_FOUND: {
    meaning: 'There is no version that could be used.',
    found: 'the versions that are there',
    wanted: 'a build of the number that is meant',
    cause: 'It was never built, was deleted, or the number comes from another tag than you think.',
    steps: ['Build it first: npm run release', 'Or name another number: --version-number 1.0.0'],
  },
  VERSION_ALREADY_RELEASED: {
    meaning: 'A build of this number is released already, and it is not this one.',
    found: 'the released version',
    wanted: 'a number that is not released yet',
    cause:
      'Salesforce lets one build of a major.minor.patch be promoted, for ever. Nothing was spent.',
    steps: [
      'Raise the number: tag the commit with the next one, or change versionNumber in sfdx-project.json.',
    ],
  },
  VERSION_NOT_YET_AVAILABLE: {
    meaning: 'The version is built, and this part of Salesforce does not know it yet.',
    found: "Salesforce's text, often PACKAGE_UNAVAILABLE",
    cause:
      'A new version takes minutes to reach every instance of Salesforce. The same text comes for a version that was deleted.',
    steps: [
      'Wait a quarter of an hour and run the same command again.',
      'If it stays: sf package version list --target-dev-hub ALIAS shows whether it is still there.',
    ],
  },
  ANCESTOR_NOT_FOUND: {
    meaning: 'The version that this one should descend from is not released.',
    found: 'what is released',
    wanted: 'the ancestor',
    cause:
      'ancestor: names a beta or a number that never was, or a patch (1.4.1) comes before the version that it patches (1.4.0).',
    steps: [
      'Promote that version first: npm run eca -- promote',
      'Or use ancestor: highest in config/release.yaml.',
    ],
  },
  NOT_PROMOTABLE: {
    meaning: 'This version can never be released.',
    found: 'why',
    wanted: 'a version that was built with validation: full',
    cause: 'It was built without validation, or code coverage did not pass.',
    steps: ['Set validation: full in config/release.yaml, and release again.'],
  },
  METADATA_REMOVED: {
    meaning: 'The version lacks components that its ancestor has.',
    cause: 'Customers who upgrade would lose them, and a promotion cannot be undone.',
    steps: [
      'Put the components back, and release again.',
      'If it is meant: --accept-removed-metadata',
    ],
  },
  PROMOTE_REFUSED: {
    meaning: 'Salesforce did not release the version.',
    found: "Salesforce's text",
    cause:
      'The version does not fulfil a condition of Salesforce. The beta is still there, and stays usable in sandboxes.',
    steps: ['Mend what the text names, and run promote again.'],
  },
} as const satisfies Theme;
