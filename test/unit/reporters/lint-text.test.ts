import { describe, expect, it } from 'vitest';
import type { Finding, LintReport } from '../../../src/domain/lint/finding.ts';
import { codeFrame } from '../../../src/reporters/code-frame.ts';
import { createReporter } from '../../../src/reporters/create-reporter.ts';
import { lintText } from '../../../src/reporters/lint-text.ts';
import { PLAIN_LOOK } from '../../../src/reporters/look.ts';
import { capturedStream } from './captured-stream.ts';
import { eventOf } from './sample-run.ts';

const FILE = 'force-app/main/default/extlClntAppOauthSettings/Partner_Login.ecaOauth-meta.xml';

function finding(changes: Partial<Finding> = {}): Finding {
  return {
    rule: 'full-scope',
    severity: 'error',
    message: 'Acme_Connector asks to do everything that the user may do',
    found: 'Full',
    wanted: 'the scopes that the app uses',
    why: 'With Full a stolen token can do all that the user can.',
    fix: 'Ask for what the app uses.',
    location: { file: FILE, line: 3, column: 37, endLine: 3, endColumn: 41 },
    excerpt: '    <commaSeparatedOauthScopes>Api, Full</commaSeparatedOauthScopes>',
    package: 'Acme Connector',
    app: 'Acme_Connector',
    ...changes,
  };
}

function report(changes: Partial<LintReport> = {}): LintReport {
  return {
    findings: [],
    rules: ['full-scope'],
    switchedOff: [],
    unjudged: [],
    files: 3,
    checklist: [],
    ...changes,
  };
}

describe('lintText', () => {
  it('shows a finding with its place, its line, and what to do', () => {
    expect(lintText(report({ findings: [finding()] }), PLAIN_LOOK)).toBe(
      [
        `${FILE}:3:37  error  full-scope`,
        '  Acme_Connector asks to do everything that the user may do',
        '    3 | <commaSeparatedOauthScopes>Api, Full</commaSeparatedOauthScopes>',
        '      |                                 ^^^^',
        '  found   Full',
        '  wanted  the scopes that the app uses',
        '  why     With Full a stolen token can do all that the user can.',
        '  fix     Ask for what the app uses.',
        '',
      ].join('\n'),
    );
  });

  it('says nothing where there is nothing to say', () => {
    expect(lintText(report(), PLAIN_LOOK)).toBeUndefined();
  });

  it('tells what was left out, and why', () => {
    const text = lintText(
      report({
        switchedOff: [{ rule: 'wide-scopes', reason: 'Pages of ours run in Visualforce.' }],
        unjudged: [
          { rules: ['pkce', 'introspection'], why: 'no Dev Hub was asked' },
          { rules: ['source-org'], why: 'no Dev Hub was asked' },
        ],
      }),
      PLAIN_LOOK,
    );

    expect(text?.split('\n')).toEqual([
      'switched off: wide-scopes (Pages of ours run in Visualforce.)',
      'not judged: 2 rules, because no Dev Hub was asked',
      'not judged: source-org, because no Dev Hub was asked',
      '',
    ]);
  });

  it('prints what people have to look at themselves', () => {
    const text = lintText(
      report({
        checklist: [{ what: 'Count the orgs.', how: 'In Setup.', source: 'https://x.example' }],
      }),
      PLAIN_LOOK,
    );

    expect(text).toContain('[ ] Count the orgs.\n      In Setup.\n      https://x.example');
  });

  it('lets no file move the cursor or turn the text', () => {
    const text = lintText(
      report({
        findings: [
          finding({
            message: 'a\u001B[31mb',
            found: 'x\ny',
            excerpt: '\u001B[2J<label>\u202Eevil</label>',
            location: { file: 'a\u001B[1m.xml', line: 1, column: 1 },
          }),
        ],
      }),
      PLAIN_LOOK,
    );

    expect(text).not.toContain('\u001B');
    expect(text).not.toContain('\u202E');
    expect(text?.split('\n')).toHaveLength(9);
  });
});

describe('codeFrame', () => {
  const frameOf = (excerpt: string, column: number, endColumn: number) =>
    codeFrame(
      finding({ excerpt, location: { file: FILE, line: 12, column, endLine: 12, endColumn } }),
    );

  it('marks what is meant, and at least one character, without the indentation', () => {
    expect(frameOf('<a>b</a>', 4, 5)).toEqual(['12 | <a>b</a>', '   |    ^']);
    expect(frameOf('<a></a>', 4, 4)).toEqual(['12 | <a></a>', '   |    ^']);
  });

  it('cuts a long line around the place', () => {
    const [line = '', mark = ''] = frameOf(`${'x'.repeat(500)}HERE${'y'.repeat(500)}`, 501, 505);

    expect(line.length).toBeLessThan(100);
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('HERE');
  });

  it('marks to the end of the line where the place goes on below it', () => {
    expect(
      codeFrame(
        finding({
          excerpt: '  <callbackUrl>one',
          location: { file: FILE, line: 2, column: 16, endLine: 3, endColumn: 4 },
        }),
      ),
    ).toEqual(['2 | <callbackUrl>one', '  |              ^^^']);
  });

  it('shows nothing where the line is not told', () => {
    const { excerpt: _secret, ...rest } = finding();

    expect(codeFrame(rest)).toEqual([]);
  });
});

describe('findings on GitHub', () => {
  function annotationsOf(findings: readonly Finding[]): readonly string[] {
    const stdout = capturedStream();
    const reporter = createReporter({
      format: 'github',
      stdout,
      stderr: capturedStream(),
      environment: { GITHUB_WORKSPACE: '/home/runner/acme' },
      projectDir: '/home/runner/acme/salesforce',
    });
    reporter.receive(eventOf('lint.finished', report({ findings })));
    return stdout.text().match(/^::(error|warning|notice) .*$/gm) ?? [];
  }

  it('stand at their lines, named from the root of the repository', () => {
    expect(annotationsOf([finding()])).toEqual([
      `::error file=salesforce/${FILE},line=3,col=37,title=full-scope%3A Acme_Connector asks to do everything that the user may do::Acme_Connector asks to do everything that the user may do%0Afound: Full%0Awanted: the scopes that the app uses%0Awhy: With Full a stolen token can do all that the user can.%0A1. Ask for what the app uses.`,
    ]);
  });

  it('are errors, warnings and notices, ten of each at most', () => {
    const many = (severity: Finding['severity']) =>
      Array.from({ length: 12 }, () => finding({ severity }));

    const kinds = annotationsOf([...many('info'), ...many('warning'), ...many('error')]).map(
      (line) => line.split(' ')[0],
    );

    expect(kinds).toEqual([
      ...Array.from({ length: 10 }, () => '::error'),
      ...Array.from({ length: 10 }, () => '::warning'),
      ...Array.from({ length: 10 }, () => '::notice'),
    ]);
  });
});
