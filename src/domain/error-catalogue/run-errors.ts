import type { Theme } from './error-entry.ts';

/** The run itself. */
export const RUN_ERRORS = {
  NOT_READY: {
    meaning: 'doctor found something with which a release would not succeed.',
    found: 'the checks that failed',
    wanted: 'no check that fails',
    cause:
      'Each failed check says what was asked, what came back, and what to do. Nothing was changed; checks that could not be made are no failures.',
    steps: [
      'Do what stands below each failed check, the first one first; then run doctor again.',
      'All evidence, for a colleague or a script: npm run eca -- doctor --json',
    ],
  },
  PLAN_INVALID: {
    meaning: 'The file is no plan that this version of eca-release can do.',
    found: 'what is wrong with it',
    wanted: 'a file that npm run eca -- plan has written',
    cause:
      'The path leads to another file, the plan was edited, or another version of eca-release wrote it in another form.',
    steps: [
      'Make a new plan: npm run eca -- plan',
      'Name it: npm run release -- --plan .eca-release/plan.json',
    ],
  },
  PLAN_MOVED: {
    meaning: 'Something that the plan rests on has changed since it was made.',
    found: 'what there is now, for each thing that moved',
    wanted: 'what the plan was made from',
    cause:
      "The hub's app, the package, the ancestor, the number, a file of the workspace, the configuration, the commit or a limit is another one. Nothing was written or spent. What an interrupted run of the same plan has done already does not count as moved.",
    steps: ['Make a new plan, look at it, and release with that: npm run eca -- plan'],
  },
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
