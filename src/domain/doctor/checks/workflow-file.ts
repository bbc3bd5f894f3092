import { parseDocument, stringify } from 'yaml';
import type { DoctorFacts, WorkflowFile } from '../facts.ts';
import type { Judgement } from '../finding.ts';
import { cannotTell, judged } from '../judge.ts';

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
  if (workflows.kind === 'unanswered') return [judged<never>(workflows, judge)];
  return workflows.value
    .filter(({ text }) => releases(text))
    .map((file) => {
      const workflow = workflowOf(file);
      return typeof workflow === 'string' ? unreadable(file.path, workflow) : judge(workflow);
    });
}

/** CI tries a release without a Dev Hub; that is no release. */
function releases(text: string): boolean {
  return RELEASES.test(
    text
      .split('\n')
      .filter((line) => !line.includes('--rehearse') && !line.trimStart().startsWith('#'))
      .join('\n'),
  );
}

function unreadable(path: string, reason: string): Judgement {
  return cannotTell('GitHub does not run a workflow that cannot be read.', {
    about: path,
    evidence: [{ asked: path, answer: reason }],
    fix: [`Correct the YAML of ${path}. Patterns like *.js and ** need quotes.`],
  });
}

/** The workflow, or why it cannot be read. */
function workflowOf({ path, text }: WorkflowFile): ReleaseWorkflow | string {
  const document = parseDocument(text, { logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem !== undefined) return problem.message;
  let workflow: Readonly<Record<string, unknown>>;
  try {
    workflow = mapOf(document.toJS());
  } catch (error) {
    // An alias of nothing (*.js without quotes), or so many that they would fill the memory.
    return error instanceof Error ? error.message : String(error);
  }
  const jobs = Object.values(mapOf(workflow['jobs'])).map(mapOf);
  const job = jobs.find((each) => releases(stringify(each)));
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
