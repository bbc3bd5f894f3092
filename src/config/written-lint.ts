import * as z from 'zod';
import { SEVERITIES } from '../domain/lint/finding.ts';
import { PROFILE_NAMES } from '../domain/lint/profile.ts';
import { RULE_IDS, type RuleId } from '../domain/lint/rule-ids.ts';
import * as values from './written-values.ts';

const SEVERITY_WANTED = 'off, error, warning or info';
const RULE_WANTED = '{ severity: off, reason: why this project differs }';
const PROFILE_WANTED = PROFILE_NAMES.join(', ');
const APP_WANTED = '{ profile: web-server }';

export const writtenRule = z
  .strictObject(
    {
      severity: z
        .enum(['off', ...SEVERITIES], { error: SEVERITY_WANTED })
        .describe('off, or what the findings of the rule are from now on.'),
      reason: values
        .text('a sentence: why this project differs', /\S/)
        .describe('Why. It stands in every report, for whoever wonders later.'),
    },
    { error: RULE_WANTED },
  )
  // Written once in the JSON schema, for all rules.
  .meta({ id: 'lintRule' });

export const writtenApp = z.strictObject(
  {
    profile: z
      .enum(PROFILE_NAMES, { error: PROFILE_WANTED })
      .describe(`How the app logs in, which says what it needs: ${PROFILE_WANTED}.`),
  },
  { error: APP_WANTED },
);

const rules = Object.fromEntries(RULE_IDS.map((id) => [id, writtenRule.optional()])) as Record<
  RuleId,
  z.ZodOptional<typeof writtenRule>
>;

export const writtenLint = z.strictObject(
  {
    apps: z
      // A rule says which names there are.
      .record(z.string(), writtenApp, { error: `API names of apps, each with ${APP_WANTED}` })
      .default({})
      .describe('What the apps are, by their API names. Rules then know what each one needs.'),
    rules: z
      .strictObject(rules, { error: `ids of rules, each with ${RULE_WANTED}` })
      .default({})
      .describe(
        'Rules that do not fit this project, by their ids (docs/lint-rules.md), each with a reason.',
      ),
  },
  { error: 'apps and rules, one key a line' },
);

export type WrittenLint = z.output<typeof writtenLint>;
