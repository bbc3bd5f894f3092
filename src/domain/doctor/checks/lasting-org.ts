import type { Check } from '../check.ts';
import type { OrganizationFacts } from '../facts.ts';
import type { Judgement } from '../finding.ts';
import { fail, judged, pass } from '../judge.ts';

/** Salesforce's guides: packages of a hub that ends stop working, and apps of short-lived orgs cannot be packaged. */
export const lastingOrg: Check = {
  id: 'lasting-org',
  area: 'hub',
  title: 'The hub is an org that stays',
  judge: ({ organization }) => [judged(organization, judgeOrg)],
};

function judgeOrg({ name, edition, isSandbox, trialEndsAt }: OrganizationFacts): Judgement {
  const evidence = [
    {
      asked: 'SELECT OrganizationType, IsSandbox, TrialExpirationDate FROM Organization',
      answer: `${edition}, ${isSandbox ? 'sandbox' : 'no sandbox'}, ${trialEndsAt ?? 'no trial'}`,
    },
  ];
  const moving = ['Use the Dev Hub of the partner business org: --target-dev-hub ALIAS'];
  if (trialEndsAt !== undefined)
    return fail(
      `${name} is a trial that ends on ${trialEndsAt.slice(0, 10)}; its packages end with it.`,
      {
        evidence,
        fix: [
          ...moving,
          'Or have Salesforce make the trial a lasting org, before anything is released.',
        ],
      },
    );
  if (isSandbox)
    return fail(`${name} is a sandbox: apps that are made there cannot be packaged.`, {
      evidence,
      fix: moving,
    });
  return pass(`${name} is a lasting org (${edition}).`, { evidence });
}
