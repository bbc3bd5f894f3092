import { explainCommand, isWorthExplaining } from '../domain/error-catalogue/explain-command.ts';
import type { Failure } from '../domain/errors.ts';
import { failureFacts, placeText } from '../domain/failure-facts.ts';
import type { EventPayloads } from '../domain/events.ts';
import { codeBlock, differenceBlock, escapedText } from './escaped-text.ts';
import type { JobResult } from './job-result.ts';
import { planSummary } from './plan-summary.ts';

const REHEARSAL =
  '> [!CAUTION]\n> **REHEARSAL**: nothing was released. The links lead to a hub on the machine that rehearsed.';

/** What the page of a workflow run says: the links, or what went wrong and what to do. */
export function jobSummary(result: JobResult): string {
  const { failure, versions, plan, warnings, releaseUrl, projectDifference = '' } = result;
  return [
    ...(result.isRehearsal ? [REHEARSAL] : []),
    ...(failure === undefined ? [] : [failureText(failure)]),
    ...(plan === undefined ? [] : [planSummary(plan)]),
    ...versions.map(versionText),
    ...(releaseUrl === undefined ? [] : [`The release on GitHub: <${releaseUrl}>`]),
    ...(failure === undefined && plan === undefined && versions.length === 0
      ? [`**${escapedText(result.verb)}**: done.`]
      : []),
    ...(warnings.length === 0 ? [] : [warningsText(warnings)]),
    ...(projectDifference === '' ? [] : [differenceText(projectDifference)]),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n\n');
}

function versionText({ version, links }: EventPayloads['version.published']): string {
  const { package: packaged, number, build, state } = version;
  const heading = `## ${escapedText(packaged.name)} ${number}: ${state}`;
  const rows = links.map(
    ({ label, url, note }) =>
      `| ${escapedText(label)} | <${url}>${note === undefined ? '' : `<br>${escapedText(note)}`} |`,
  );
  return [
    heading,
    stateText(version),
    ['| Install in | Link |', '| --- | --- |', ...rows].join('\n'),
    [
      '| | |',
      '| --- | --- |',
      `| Version id | \`${version.versionId}\` (build ${String(build)}) |`,
      `| Package id | \`${packaged.id}\` |`,
      `| Installation key | ${version.needsInstallationKey ? 'needed: send it apart from the link' : 'none needed'} |`,
      ...(version.commit === undefined ? [] : [`| Commit | \`${version.commit}\` |`]),
      ...(version.digest === '' ? [] : [`| SHA-256 of the contents | \`${version.digest}\` |`]),
    ].join('\n'),
  ].join('\n\n');
}

function stateText({ state, validation }: EventPayloads['version.published']['version']): string {
  if (state === 'released') return '**Released.** Can be installed in every org, and upgraded.';
  return validation === 'skipped'
    ? '**Beta**, built without validation: for sandboxes and scratch orgs only, and never to be released.'
    : '**Beta**: for sandboxes and scratch orgs only, until it is promoted.';
}

function failureText(failure: Failure): string {
  const { code, message, problems, actions } = failure;
  const lines = [
    ...failureFacts(failure).map(([label, text]) => `${label}: ${text}`),
    ...problems.map((problem) =>
      [
        problem.location === undefined ? '' : `${placeText(problem.location)} `,
        problem.message,
        problem.found === undefined ? '' : ` (found: ${problem.found})`,
        problem.wanted === undefined ? '' : ` (wanted: ${problem.wanted})`,
      ].join(''),
    ),
  ];
  return [
    `## ${code}: ${escapedText(message)}`,
    ...(lines.length === 0 ? [] : [codeBlock('text', lines.join('\n'))]),
    ...(actions.length === 0
      ? []
      : [
          '**What to do next**',
          actions.map((action, index) => `${String(index + 1)}. ${escapedText(action)}`).join('\n'),
        ]),
    ...(isWorthExplaining(code) ? [`More: \`${explainCommand(code)}\``] : []),
  ].join('\n\n');
}

function warningsText(warnings: readonly EventPayloads['warning.raised'][]): string {
  const items = warnings.flatMap(({ message, actions }) => [
    `- ${escapedText(message)}`,
    ...actions.map((action) => `  - ${escapedText(action)}`),
  ]);
  return ['### Warnings', items.join('\n')].join('\n\n');
}

/** Nobody has to commit it for the next run to work; a checkout that has it shows the sf CLI the same package. */
function differenceText(difference: string): string {
  return [
    '### Worth committing',
    'This run changed `sfdx-project.json`. The next run finds everything in the hub without it; the `sf` CLI does not.',
    differenceBlock(difference),
  ].join('\n\n');
}
