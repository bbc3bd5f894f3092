import type { Theme } from './error-entry.ts';

/** What was asked for, and how it was written down. */
export const CONFIGURATION_ERRORS = {
  USAGE: {
    meaning: 'The command line cannot be understood.',
    found: 'the argument that makes no sense',
    wanted: 'what could stand there',
    cause:
      'A verb or flag is misspelt, two flags contradict each other, or a value has another form. Nothing was read or written.',
    steps: [
      'See what a verb takes: npm run eca -- VERB --help',
      'Between npm run and the flags stand two hyphens: npm run release -- --rehearse',
    ],
  },
  CONFIG_NOT_FOUND: {
    meaning: 'There is no configuration where it was looked for.',
    found: 'the path that was tried',
    wanted: 'config/release.yaml, which names the namespace, the package and its apps',
    cause: 'The command ran in another folder than the project, or the file has another name.',
    steps: [
      'Run from the folder that holds sfdx-project.json.',
      'If the file is called something else: --config FILE',
    ],
  },
  CONFIG_INVALID: {
    meaning: 'The configuration says something that cannot be meant.',
    found: 'what is written there',
    wanted: 'what may stand there',
    cause:
      'A key is misspelt, a value has the wrong form, or two settings exclude each other. All problems are listed at once, each with its line; the org was not asked for anything yet.',
    steps: [
      'Correct every line that is named.',
      'Let the editor help: config/release.schema.json describes every setting.',
    ],
  },
  VERSION_TAG_MISSING: {
    meaning: 'Nothing says which version number to release.',
    found: 'the tag that is no version, or that there is no tag and no versionNumber',
    wanted: 'a tag like v1.4.0, or a versionNumber in sfdx-project.json',
    cause:
      'The number comes from the tag of the commit, else from the project file. A checkout without tags (actions/checkout without fetch-tags) has none either.',
    steps: ['Tag the commit: git tag v1.4.0', 'Or say it: --version-number 1.4.0'],
  },
  VERSION_TAG_AMBIGUOUS: {
    meaning: 'The commit has more than one version tag.',
    found: 'the tags',
    wanted: 'one of them',
    cause:
      'Two tags of this form point at the same commit, and choosing one is not for a tool: a released number is taken for ever.',
    steps: [
      'Say which one is meant: --version-number 1.4.0',
      'Or delete the wrong tag: git tag --delete NAME',
    ],
  },
  VERSION_NUMBER_INVALID: {
    meaning: 'The version number cannot be used.',
    found: 'the number',
    wanted: 'major.minor.patch, higher than what is released already',
    cause:
      'It has another form, or the package has a higher released version: a managed package grows in one line, and each release descends from the highest one before it.',
    steps: [
      'Take the next number, for example 1.5.0 after 1.4.0.',
      'A fix of an older minor version is a patch of it: 1.4.1 after 1.4.0.',
    ],
  },
  INSTALLATION_KEY_MISSING: {
    meaning: 'The configuration wants an installation key, and its environment variable is empty.',
    found: 'the name of the variable',
    wanted: 'the key that customers will have to type',
    cause:
      'The key is kept in no file. In CI the secret was not handed to the step, or it has another name there.',
    steps: [
      'Set the variable; on GitHub by env: of the step, from a secret.',
      'Or decide for no key: installationKey: none in config/release.yaml',
    ],
  },
  DEFINITION_FILE_INVALID: {
    meaning: 'The definition file of a package cannot be used.',
    found: 'that it is missing, or no JSON object',
    wanted: 'a scratch org definition, such as {"edition": "Developer"}',
    cause: 'definitionFile: names another path, or the file was damaged.',
    steps: ['Correct the path in config/release.yaml, or the file.'],
  },
  SEED_INVALID: {
    meaning: 'The seed of the embedded Dev Hub contradicts itself, or says what it cannot know.',
    found: 'what is written there',
    wanted: 'what may stand there',
    cause: 'config/embedded-hub.yaml was changed by hand. Only rehearsals read it.',
    steps: [
      'Correct the lines that are named.',
      'Or take the shipped one back: git checkout config/embedded-hub.yaml',
    ],
  },
  SCENARIO_INVALID: {
    meaning: 'The file of faults for the embedded Dev Hub says what it does not know.',
    found: 'what is written there',
    wanted: 'what may stand there',
    cause: 'The file after --scenario holds no list under faults:, or a fault that does not exist.',
    steps: [
      'Correct the lines that are named.',
      'See what faults there are: "a scripted fault" in src/embedded-hub/BEHAVIOUR.md',
    ],
  },
  PROXY_INVALID: {
    meaning: 'A proxy variable of the environment holds no address of a proxy.',
    found: 'the names of the variables; not their values, which may hold a password',
    wanted: 'http://host:port, with user and password percent-encoded',
    cause: 'HTTPS_PROXY or HTTP_PROXY is misspelt, or holds characters that need encoding.',
    steps: ['Correct the variable, or remove it where no proxy is needed.'],
  },
  EMBEDDED_HUB_NOT_STARTED: {
    meaning: 'The Dev Hub for rehearsals did not start.',
    found: 'why',
    cause:
      'Another run uses it, what it keeps under .eca-release/hub is damaged or of another org, or its port is taken. No real org is involved.',
    steps: ['End the other run, or wait for it.', 'Forget what earlier rehearsals made: --fresh'],
  },
} as const satisfies Theme;
