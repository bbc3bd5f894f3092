import type { Theme } from './error-entry.ts';

/** What the Dev Hub is, and what it has left. */
export const HUB_ERRORS = {
  NOT_A_DEV_HUB: {
    meaning: 'The org that was logged in to is no Dev Hub.',
    found: 'an org that does not know ScratchOrgInfo',
    wanted: 'the Dev Hub that owns the package, usually the partner business org',
    cause: 'The login is that of another org, or Dev Hub was never enabled there.',
    steps: [
      'Name the right org: --target-dev-hub ALIAS',
      'Or make this one a Dev Hub: Setup › Dev Hub › Enable Dev Hub. It cannot be switched off again.',
    ],
  },
  SECOND_GENERATION_PACKAGING_OFF: {
    meaning: 'The Dev Hub does not show the objects of second-generation packaging.',
    found: 'an org that does not know Package2',
    cause:
      'The setting is off, or the user may not see these objects: for Salesforce the two look the same.',
    steps: [
      'Setup › Dev Hub › Enable Unlocked Packages and Second-Generation Managed Packages.',
      'If it is on: the user needs the permission "Create and Update Second-Generation Packages".',
    ],
  },
  NAMESPACE_NOT_LINKED: {
    meaning: 'The namespace of the configuration is not linked to the Dev Hub.',
    found: 'the namespaces that are linked',
    wanted: 'the namespace of the configuration',
    cause:
      'A namespace is registered in an org of its own and linked to the hub afterwards. A package gets its namespace when it is created, and keeps it for ever. The spelling counts, upper and lower case too.',
    steps: [
      'In the Dev Hub: App Launcher › Namespace Registries › Link Namespace, then log in to the org that owns it.',
      'Or correct namespace: in config/release.yaml.',
    ],
  },
  NAMESPACE_IS_HUBS_OWN: {
    meaning: 'The namespace of the configuration is that of the Dev Hub itself.',
    wanted: 'a namespace that was registered in another org and linked to the hub',
    cause: 'A package cannot be made in, or installed into, the org that owns its namespace.',
    steps: [
      'Register a namespace in a Developer Edition org of its own, and link it: App Launcher › Namespace Registries.',
    ],
  },
  API_VERSION_UNSUPPORTED: {
    meaning: 'The project asks for a newer API version than the hub has.',
    found: 'sourceApiVersion of sfdx-project.json',
    wanted: 'at most the newest version of the hub',
    cause:
      'Salesforce upgrades its instances one after the other; a project can be ahead by some weeks.',
    steps: ['Lower sourceApiVersion in sfdx-project.json, or wait until the hub is upgraded.'],
  },
  API_REQUESTS_USED_UP: {
    meaning: 'The org takes no more API requests.',
    found: "Salesforce's text",
    cause:
      'All integrations of an org share one number of requests in 24 hours. A release needs about a hundred.',
    steps: [
      'Run again later: it continues where this run stopped.',
      'Setup › Company Information shows how many are used, and by when they come back.',
    ],
  },
  NO_VERSION_SLOT_LEFT: {
    meaning: 'The hub builds no more package versions today.',
    found: 'how many are left',
    wanted: 'how many this release needs',
    cause:
      'Every org has a number of builds in 24 hours; failed ones count too. Builds without validation have a larger number of their own.',
    steps: ['Run again later.', 'See what is left: sf org list limits --target-org ALIAS'],
  },
  HUB_REFUSED: {
    meaning: 'Salesforce said no, in words that have no entry of their own.',
    found: "Salesforce's code and text, as they came",
    cause:
      'The text is all there is. It was given for what the failure says the run was doing; nothing that is not named was changed.',
    steps: [
      'Do what the text says, if it says something.',
      'Search for it together with the word forcedotcom: others had it, too.',
      'Otherwise open a Support case and quote the text, the time, the org id, and the ErrorId if there is one.',
    ],
  },
} as const satisfies Theme;
