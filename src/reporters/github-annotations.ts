import type { Failure, FileLocation } from '../domain/errors.ts';
import { failureFacts } from '../domain/failure-facts.ts';
import { SEVERITIES, type Finding, type Severity } from '../domain/lint/finding.ts';
import { annotation } from './github-command.ts';

/** GitHub shows ten errors of a step, ten warnings and ten notices. */
const MOST_SHOWN = 10;

/** Where the project lies in the repository: its files are named as GitHub knows them. */
export interface RepositoryPlace {
  /** Absolute; GITHUB_WORKSPACE. */
  readonly repositoryDir: string;
  /** Absolute. */
  readonly projectDir: string;
}

/** A failure as annotations: one for each problem that has a place, else one for the failure. */
export function failureAnnotations(failure: Failure, place: RepositoryPlace): readonly string[] {
  const located = failure.problems.filter(({ location }) => location !== undefined);
  if (located.length === 0)
    return [
      annotation(
        'error',
        { title: `${failure.code}: ${failure.message}`, ...placeOf(failure.location, place) },
        textOf(failure),
      ),
    ];
  return located
    .slice(0, MOST_SHOWN)
    .map(({ location, ...problem }) =>
      annotation(
        'error',
        { title: `${failure.code}: ${failure.message}`, ...placeOf(location, place) },
        textOf({ ...problem, actions: [] }),
      ),
    );
}

export function warningAnnotation(message: string, actions: readonly string[]): string {
  return annotation('warning', { title: 'eca-release' }, [message, ...actions].join('\n'));
}

const KINDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** The findings of lint at their places, the first ten of each severity. */
export function findingAnnotations(
  findings: readonly Finding[],
  place: RepositoryPlace,
): readonly string[] {
  const ofSeverity = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity).slice(0, MOST_SHOWN);
  return SEVERITIES.flatMap(ofSeverity).map(
    ({ severity, rule, message, location, found, wanted, why, fix }) =>
      annotation(
        KINDS[severity],
        { title: `${rule}: ${message}`, ...placeOf(location, place) },
        textOf({
          message,
          ...(found !== undefined && { found }),
          ...(wanted !== undefined && { wanted }),
          why,
          actions: [fix],
        }),
      ),
  );
}

/** Without the place: the annotation stands at it. */
function textOf({
  message,
  actions,
  location: _shown,
  ...facts
}: Pick<Failure, 'message' | 'actions'> & Partial<Failure>): string {
  return [
    message,
    ...failureFacts(facts).map(([label, text]) => `${label}: ${text}`),
    ...actions.map((action, index) => `${String(index + 1)}. ${action}`),
  ].join('\n');
}

function placeOf(
  location: FileLocation | undefined,
  { repositoryDir, projectDir }: RepositoryPlace,
): { readonly file?: string; readonly line?: number; readonly column?: number } {
  if (location === undefined) return {};
  const { file, ...lines } = location;
  const path = slashed(file);
  const absolute = isAbsolutePath(path) ? path : `${slashed(projectDir)}/${path}`;
  const root = `${slashed(repositoryDir).replace(/\/$/, '')}/`;
  return { file: absolute.startsWith(root) ? absolute.slice(root.length) : path, ...lines };
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:\//i.test(path);
}
