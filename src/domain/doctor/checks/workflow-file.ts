import { parseDocument } from 'yaml';
import type { DoctorFacts, WorkflowFile } from '../facts.ts';
import type { Judgement } from '../finding.ts';
import { judged } from '../judge.ts';

/** A workflow that releases, as far as the checks look at it. */
export interface ReleaseWorkflow {
  readonly path: string;
  readonly text: string;
  readonly hasConcurrency: boolean;
  /** Of the workflow or of the job; undefined where nothing is said. */
  readonly permissions: unknown;
}

const RELEASES = /npm run release|eca-release(?:\.js)?['"]? release|uses:.*eca-release/;

/** Judges each workflow that releases; nothing where the project has none. */
export function ofReleaseWorkflows(
  { workflows }: DoctorFacts,
  judge: (workflow: ReleaseWorkflow) => Judgement,
): readonly Judgement[] {
  if (workflows.kind === 'unanswered')
    return [judged(workflows, () => judge(workflowOf({ path: '', text: '' })))];
  return workflows.value
    .map(workflowOf)
    .filter(({ text }) => RELEASES.test(withoutRehearsals(text)))
    .map(judge);
}

/** CI tries a release without a Dev Hub; that is no release. */
function withoutRehearsals(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.includes('--rehearse') && !line.trimStart().startsWith('#'))
    .join('\n');
}

function workflowOf({ path, text }: WorkflowFile): ReleaseWorkflow {
  const workflow = mapOf(parseDocument(text, { logLevel: 'silent' }).toJS());
  const jobs = Object.values(mapOf(workflow['jobs'])).map(mapOf);
  const job = jobs.find((each) => RELEASES.test(JSON.stringify(each)));
  return {
    path,
    text,
    hasConcurrency: workflow['concurrency'] !== undefined || job?.['concurrency'] !== undefined,
    permissions: job?.['permissions'] ?? workflow['permissions'],
  };
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
