import { countOf } from '../../lint/lint.ts';
import type { Finding, LintReport } from '../../lint/finding.ts';
import type { Check } from '../check.ts';
import type { Judgement } from '../finding.ts';
import { cannotTell, fail, judged, pass, warn } from '../judge.ts';

export const lint: Check = {
  id: 'lint',
  area: 'app',
  title: 'Lint has nothing against a release',
  judge: ({ packages }) =>
    packages.map(({ config: { name }, lint: reading }) =>
      judged(reading, (report) => judgeReport(name, report), name),
    ),
};

function judgeReport(about: string, report: LintReport): Judgement {
  const findings = report.findings.filter(({ severity }) => severity !== 'info');
  const told = {
    about,
    evidence: [
      { asked: 'npm run eca -- lint --with-hub', answer: `${report.rules.length} rules` },
      ...findings.map(evidenceOf),
    ],
  };
  const fix = [...new Set(findings.map(({ fix: step }) => step))];
  if (countOf(report, 'error') > 0)
    return fail(`${rulesOf(report, 'error')}: a release would stop.`, {
      ...told,
      fix,
      code: 'LINT_FAILED',
    });
  if (report.unjudged.length > 0)
    return cannotTell('Some rules cannot be judged.', {
      about,
      evidence: [
        ...told.evidence,
        ...report.unjudged.map(({ rules, why }) => ({ asked: rules.join(', '), answer: why })),
      ],
      fix: [
        ...fix,
        'A release does not stop for them. In the hub, look at what docs/lint-rules.md says of them.',
      ],
    });
  return findings.length > 0
    ? warn(`${rulesOf(report, 'warning')}.`, { ...told, fix })
    : pass(`${report.rules.length} rules, no errors, no warnings.`, told);
}

function evidenceOf({ rule, severity, message, location: { file, line = 1 } }: Finding) {
  return { asked: `${file}:${line}`, answer: `${severity} ${rule}: ${message}` };
}

function rulesOf({ findings }: LintReport, severity: Finding['severity']): string {
  return [
    ...new Set(findings.filter((finding) => finding.severity === severity).map(({ rule }) => rule)),
  ].join(', ');
}
