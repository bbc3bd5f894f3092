import * as z from 'zod';
import { writtenLint } from './written-lint.ts';
import { writtenPackage } from './written-package.ts';
import * as values from './written-values.ts';

export const driftPolicy = z.enum(['accept', 'stop-on-tag', 'stop'], {
  error: 'accept, stop-on-tag or stop',
});

export const outputFolder = values.pathBelowProject;

/** A day: a version that takes longer is not going to be built any more. */
export const waitMinutes = amount('minutes: a number above 0, at most 1440', 1440);
export const requestSeconds = amount('seconds: a number above 0, at most 600', 600);
export const lostAnswerSeconds = amount('seconds: a number above 0, at most 600', 600);

export const writtenWait = z.strictObject(
  {
    minutes: waitMinutes
      .default(60)
      .describe('How long to wait for Salesforce to build a version, in minutes.'),
    requestSeconds: requestSeconds
      .default(60)
      .describe('How long one request may take before it counts as lost, in seconds.'),
    lostAnswerSeconds: lostAnswerSeconds
      .default(60)
      .describe(
        'How long to look for a version that was asked for but never answered, before asking again, in seconds.',
      ),
  },
  { error: '{ minutes: 60, requestSeconds: 60, lostAnswerSeconds: 60 }' },
);

/** config/release.yaml as a person may write it. Unknown keys are errors: a misspelt one would silently do nothing. */
export const writtenConfig = z
  .strictObject(
    {
      namespace: values.namespace.describe(
        'The namespace that is linked to the Dev Hub; part of every API name, for ever.',
      ),
      devHub: values
        .text('an alias or username of the sf CLI, or embedded')
        .optional()
        .describe(
          "The Dev Hub to release from: an alias or username of the sf CLI, or embedded for the built-in one. Left out: the sf CLI's default.",
        ),
      packages: z
        .array(writtenPackage, { error: 'a list of packages' })
        .min(1, { error: 'at least one package' })
        .describe('The packages to release.'),
      drift: driftPolicy
        .default('stop-on-tag')
        .describe(
          "What to do when the hub's app differs from what is committed: accept, stop-on-tag (stop a tag build only) or stop.",
        ),
      wait: writtenWait.prefault({}).describe('How long to wait for what.'),
      output: outputFolder
        .default('artifacts')
        .describe('The folder for install links and other artifacts, relative to the project.'),
      lint: writtenLint
        .prefault({})
        .describe(
          'What lint knows about the apps, and which of its rules do not fit this project.',
        ),
    },
    { error: 'namespace and packages, one key a line' },
  )
  .describe('What eca-release releases, and how.');

export type WrittenConfig = z.output<typeof writtenConfig>;

function amount(wanted: string, most: number): z.ZodNumber {
  return z.number({ error: wanted }).positive({ error: wanted }).max(most, { error: wanted });
}
