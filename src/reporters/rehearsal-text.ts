import type { Look } from './look.ts';

/** Stands before anything else of a rehearsal. */
export function rehearsalStartText({ paint }: Look): string {
  return `${paint(['bold', 'yellow'], 'REHEARSAL')}  Nothing will be released: a Dev Hub on this machine answers, not Salesforce.`;
}

/** Verbs that do for a real hub what they did here; the others need a version, which a real hub does not have yet. */
const COMMANDS: Readonly<Record<string, string>> = {
  release: 'npm run release',
  plan: 'npm run eca -- plan',
  retrieve: 'npm run eca -- retrieve',
  lint: 'npm run eca -- lint --with-hub',
  doctor: 'npm run eca -- doctor',
};

/** Stands at the end of a rehearsal: what it was, and after a good one how to do it for real. */
export function rehearsalEndText(verb: string, succeeded: boolean, { paint }: Look): string {
  const mark = paint(['bold', 'yellow'], 'REHEARSAL');
  if (!succeeded) return `${mark}  Nothing was released.`;
  const command = COMMANDS[verb] ?? `npm run release, then npm run eca -- ${verb}`;
  return [
    `${mark}  Nothing was released: a Dev Hub on this machine answered, and its links install nothing.`,
    '',
    'To do it for real:',
    `  1. Log in to the Dev Hub that holds your app: ${paint('cyan', 'sf org login web --alias my-dev-hub')}`,
    `  2. In config/release.yaml set ${paint('cyan', 'devHub: my-dev-hub')}, your namespace, packages and apps.`,
    `  3. ${paint('cyan', command)}`,
  ].join('\n');
}
