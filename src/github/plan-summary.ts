import type { PlannedPackage, ReleasePlan } from '../domain/plan/release-plan.ts';
import { differenceBlock, escapedText } from './escaped-text.ts';

/** What the page of a workflow run says of a plan: what is spent, what is made, and the files as a difference. */
export function planSummary(plan: ReleasePlan): string {
  const { packages, files, records, slots } = plan;
  return [
    ...packages.map(({ name, number }) => `## Plan: ${escapedText(name)} ${number}`),
    [
      ...packages.map((planned) => `- ${escapedText(planned.name)}: ${versionText(planned)}`),
      ...records.map(({ action, what }) => `- ${action} ${escapedText(what)}`),
      ...slots.map(({ limit, spends, remaining }) =>
        remaining === null
          ? `- spends ${spends} of \`${limit}\``
          : `- spends ${spends} of the ${remaining} left today (\`${limit}\`)`,
      ),
      ...files.map(({ action, path }) => `- ${action} the file ${escapedText(path)}`),
    ].join('\n'),
    ...differences(plan),
  ].join('\n\n');
}

function versionText({ version }: PlannedPackage): string {
  switch (version.kind) {
    case 'build':
    case 'build-again':
      return 'to be built';
    case 'adopt':
      return `${escapedText(version.because)}: nothing is built`;
    case 'wait':
      return 'being built already';
    case 'refused':
      return escapedText(version.why);
  }
}

function differences({ files }: ReleasePlan): readonly string[] {
  const text = files.map(({ diff }) => diff ?? '').join('');
  return text === '' ? [] : [differenceBlock(text)];
}
