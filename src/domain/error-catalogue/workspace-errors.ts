import type { Theme } from './error-entry.ts';

/** The files of the project. */
export const WORKSPACE_ERRORS = {
  PROJECT_FILE_INVALID: {
    meaning: 'sfdx-project.json cannot be used.',
    found: 'what stands there, or that there is no such file',
    wanted: 'a Salesforce DX project file with sourceApiVersion and packageDirectories',
    cause:
      'The file is missing, is no JSON, or lacks something that Salesforce needs. Without sourceApiVersion the libraries would fall back to an old API version that does not know External Client Apps.',
    steps: [
      'Correct the lines that are named.',
      'If there is none: sf project generate --name NAME',
    ],
  },
  PROJECT_FILE_HAS_COMMENTS: {
    meaning: 'sfdx-project.json has comments.',
    found: 'the lines with comments',
    wanted: 'JSON without comments',
    cause: 'The sf CLI and its libraries refuse such a file with JsonParseError.',
    steps: ['Take the comments out, or move them to a README.'],
  },
  UNCOMMITTED_WORK: {
    meaning: 'The run would overwrite or remove work that no commit has.',
    found: 'the files',
    wanted: 'committed files',
    cause:
      'Somebody edited them, and the hub has something else. What this tool wrote itself, unchanged since, is not meant. Nothing was changed.',
    steps: [
      'Commit them or put them away (git stash), and run again.',
      'If they may be overwritten: --force',
    ],
  },
  PATH_IGNORED: {
    meaning: '.forceignore hides files that belong into the package.',
    found: 'the files',
    cause:
      'Salesforce leaves ignored files out of a package without a word: the version would be built, and would be incomplete.',
    steps: ['Remove the line that hides them from .forceignore.'],
  },
  UNSAFE_PATH: {
    meaning: 'A path leads out of the project.',
    found: 'the path',
    wanted: 'a path inside the project, without links on the way',
    cause:
      'The configuration, the project file or a symbolic link points somewhere else, and files are written and removed by these names.',
    steps: ['Correct the path, or replace the link by a real folder.'],
  },
  FOREIGN_METADATA: {
    meaning: 'The package directory holds metadata that does not belong to the app.',
    found: 'the components and their files',
    wanted: 'the components of the configured apps only',
    cause:
      'Whatever lies there is packaged, and what a released package once held can hardly be taken back.',
    steps: [
      'Move it out of the package directory.',
      'If it belongs there: name it under include: in config/release.yaml.',
    ],
  },
  METADATA_INVALID: {
    meaning: 'A metadata file cannot be read, or is there twice.',
    found: 'the file, and what is wrong with it',
    wanted: 'files as the org wrote them, such as NAME.eca-meta.xml and NAME.ecaOauth-meta.xml',
    cause:
      'A file was renamed, edited by hand, or copied from a guide that names it differently; two files hold the same component.',
    steps: ['Remove it and let the tool retrieve it: npm run eca -- retrieve'],
  },
  SECRET_IN_PACKAGE: {
    meaning: 'Something that is about to be written or packaged holds a secret.',
    found: 'what kind of secret, and where; never the secret',
    wanted: 'no credentials in anything that customers or source control get',
    cause:
      'Push settings hold the credentials of a push service, or an element was pasted in. A released package cannot be taken back, and neither can what it gave away.',
    steps: [
      'Push settings: use a pushConfigLink instead of androidPushConfig or applePushConfig.',
      'Anything else: remove the element, and rotate the secret if it was ever committed.',
    ],
  },
  HUB_DRIFTED: {
    meaning: "The hub's app is not what is committed.",
    found: 'the components that differ',
    wanted: 'the app as it was committed with the tag',
    cause:
      'Somebody changed the app in Setup after the commit. What a tag releases has to be what was reviewed under that tag.',
    steps: [
      'Take the change over: npm run eca -- retrieve, look at it, commit, and tag that commit.',
      'Or change the app back in the hub.',
      'Or allow it: drift: accept in config/release.yaml',
    ],
  },
  WORKSPACE_UNREADABLE: {
    meaning: 'A file or folder of the project cannot be read.',
    found: "the system's reason",
    wanted: 'what this version of eca-release can read',
    cause: 'Its rights, a damaged file, or git that refuses a repository of another user.',
    steps: ['Do what the failure names; nothing was changed.'],
  },
  WORKSPACE_UNWRITABLE: {
    meaning: 'A file cannot be written.',
    found: "the system's reason",
    cause:
      'Its rights, a full disk, or something else of that name. Files are written aside and renamed, so that none is half-written.',
    steps: [
      'Make room, or give your user the right to write there.',
      'Run again: a version that is built already is found, not built a second time.',
    ],
  },
} as const satisfies Theme;
