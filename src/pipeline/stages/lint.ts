import { allowsLinkedOrg } from '../../domain/eca/linked-org.ts';
import type { GlobalOauthReading } from '../../domain/eca/global-oauth.ts';
import type { Component } from '../../domain/eca/component.ts';
import { ReleaseError } from '../../domain/errors.ts';
import type { LintReport } from '../../domain/lint/finding.ts';
import { countOf, lint, type LintRequest } from '../../domain/lint/lint.ts';
import type { PlacedComponent } from '../../domain/lint/metadata-file.ts';
import type { HubKnowledge, LintInput } from '../../domain/lint/read-subject.ts';
import type { RuleSetId } from '../../domain/lint/rule-sets.ts';
import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import type { PackageConfig } from '../../domain/release-config.ts';
import type { DevHub } from '../../ports/dev-hub.ts';
import type { ReleasePorts, ReleaseRequest } from '../release-context.ts';
import { done, type StageOutcome } from '../stage.ts';

/** A package directory as it is, or as it is going to be. */
export interface DirectoryToLint {
  readonly config: PackageConfig;
  readonly components: readonly PlacedComponent[];
}

/** What was read of the hub for lint; absent where none was asked. */
export interface HubForLint {
  readonly hub: Pick<DevHub, 'identity' | 'readGlobalOauth'>;
  readonly policies: readonly Component[];
}

interface LintWork {
  readonly directories: readonly DirectoryToLint[];
  readonly apiVersion: string;
  readonly hub?: HubForLint | undefined;
  readonly ruleSet?: RuleSetId | undefined;
}

const NO_HUB = 'no Dev Hub was asked; --with-hub asks the configured one';

/** What a release is going to package: the hub's files where they are going to lie, with the hub's own knowledge. */
export function plannedLint(
  hub: HubForLint['hub'],
  plans: readonly PackagePlan[],
  apiVersion: string,
): LintWork {
  return {
    directories: plans.map(({ config, directory }) => ({
      config,
      components: [...directory.files, ...directory.included],
    })),
    apiVersion,
    hub: { hub, policies: plans.flatMap(({ apps }) => apps.flatMap(({ policies }) => policies)) },
  };
}

/** The stage of a release: errors stop it, warnings are told, notes are for the verb. */
export async function lintRelease(
  request: ReleaseRequest,
  ports: ReleasePorts,
  work: LintWork,
): Promise<StageOutcome<void>> {
  const report = await lintReport(request, ports, work);
  const findings = report.findings.filter(({ severity }) => severity !== 'info');
  return tell(ports, { ...report, findings }, countOf(report, 'info'));
}

/** The verb: everything is told. */
export async function lintEverything(
  request: ReleaseRequest,
  ports: ReleasePorts,
  work: LintWork,
): Promise<StageOutcome<void>> {
  return tell(ports, await lintReport(request, ports, work), 0);
}

/** What lint finds, and nothing done about it. */
export async function lintReport(
  { config: { lint: settings }, configFile }: ReleaseRequest,
  ports: Pick<ReleasePorts, 'workspace' | 'clock'>,
  { directories, apiVersion, hub, ruleSet }: LintWork,
): Promise<LintReport> {
  const reading = await hub?.hub.readGlobalOauth(apiVersion);
  const packages = await Promise.all(
    directories.map(async ({ config, components }): Promise<LintInput> => {
      const input = { config, components, apiVersion, configFile };
      return hub === undefined || reading === undefined
        ? input
        : { ...input, hub: await knowledgeOf(hub, reading, config, ports) };
    }),
  );
  return lint({
    packages,
    settings,
    unread: unreadBy(reading),
    ...(ruleSet !== undefined && { ruleSet }),
  });
}

async function knowledgeOf(
  { hub, policies }: HubForLint,
  reading: GlobalOauthReading,
  { definitionFile }: PackageConfig,
  { workspace, clock }: Pick<ReleasePorts, 'workspace' | 'clock'>,
): Promise<HubKnowledge> {
  const definition =
    definitionFile === undefined ? undefined : await workspace.read(definitionFile);
  return {
    orgId: hub.identity.orgId,
    allowsLinkedOrg: allowsLinkedOrg(
      definition === undefined ? undefined : Buffer.from(definition).toString('utf8'),
    ),
    globalOauth: reading.kind === 'read' ? reading.apps : [],
    policies,
    readAt: new Date(clock.now()).toISOString(),
  };
}

function unreadBy(reading: GlobalOauthReading | undefined): LintRequest['unread'] {
  if (reading === undefined) return { hub: NO_HUB, 'global-oauth': NO_HUB, policies: NO_HUB };
  return reading.kind === 'read' ? {} : { 'global-oauth': reading.why };
}

function tell(ports: ReleasePorts, report: LintReport, notes: number): StageOutcome<void> {
  ports.emit('lint.finished', report);
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return done(summaryOf(report, notes), undefined);
  const counts = Map.groupBy(errors, ({ rule }) => rule);
  throw new ReleaseError('LINT_FAILED', `Lint found ${counted(errors.length, 'error')}`, {
    found: [...counts]
      .map(([rule, found]) => (found.length === 1 ? rule : `${rule} (${found.length})`))
      .join(', '),
    why: 'A released package cannot be taken back, so an app with errors is not built.',
    actions: [
      'Correct the app where the findings say, most often in Setup of the Dev Hub, and run again.',
      'If a rule does not fit this project: lint.rules in config/release.yaml, with a reason. docs/lint-rules.md explains every rule.',
    ],
  });
}

function summaryOf(report: LintReport, notes: number): string {
  const infos = countOf(report, 'info');
  const counts = [
    counted(countOf(report, 'warning'), 'warning'),
    ...(infos > 0 ? [counted(infos, 'note')] : []),
    ...(notes > 0 ? [`${counted(notes, 'note')} (npm run eca -- lint --with-hub)`] : []),
  ];
  return `${counted(report.rules.length, 'rule')} on ${counted(report.files, 'file')}: no errors, ${counts.join(', ')}`;
}

function counted(count: number, word: string): string {
  if (count === 0) return `no ${word}s`;
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
