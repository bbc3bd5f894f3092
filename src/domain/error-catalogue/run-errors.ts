import type { Theme } from './error-entry.ts';

/** The run itself. */
export const RUN_ERRORS = {
  NOT_CONFIRMED: {
    meaning: 'Nobody agreed to what the run was about to do.',
    found: 'the answer, or that there was nobody to ask',
    wanted: 'a yes to what would be spent',
    cause:
      'A release spends a build, and a promotion is for ever: both are asked for. Nothing was changed.',
    steps: [
      'Run again and agree, or say so beforehand: --yes',
      'To try it without any org: --rehearse',
    ],
  },
  INTERRUPTED: {
    meaning: 'The run was stopped, by Ctrl-C or by the machine.',
    cause: 'What Salesforce was asked to build goes on being built.',
    steps: [
      'Run the same command again: it goes on where this run stopped, and asks for nothing twice.',
    ],
  },
  DEFECT: {
    meaning: 'eca-release has a defect.',
    cause:
      'Something happened that its authors did not think of. What was built is in the hub, and is found by the next run.',
    steps: ['Run again with --debug, and report what it prints.'],
  },
} as const satisfies Theme;
