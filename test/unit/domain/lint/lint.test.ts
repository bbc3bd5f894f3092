import { describe, expect, it } from 'vitest';
import { globalOauthOf } from '../../../../src/domain/eca/global-oauth.ts';
import { countOf, lint, type LintRequest } from '../../../../src/domain/lint/lint.ts';
import { NO_LINT_SETTINGS } from '../../../../src/domain/lint/lint-settings.ts';
import { RULE_IDS } from '../../../../src/domain/lint/rule-ids.ts';
import type { Example } from '../../../../src/domain/lint/rule.ts';
import { component, componentOf } from '../../../support/eca-components.ts';
import { inputOf, READ_AT } from '../../../support/lint-examples.ts';

const BAD: Example = {
  elements: {
    ExternalClientApplication: '<distributionState>Local</distributionState>',
    ExtlClntAppOauthSettings:
      '<commaSeparatedOauthScopes>Api, Full, RefreshToken, OfflineAccess</commaSeparatedOauthScopes>',
    ExtlClntAppGlobalOauthSettings: '<isPkceRequired>false</isPkceRequired>',
  },
};

function reportOf(example: Example, request: Partial<LintRequest> = {}) {
  return lint({
    packages: [inputOf(example)],
    settings: NO_LINT_SETTINGS,
    unread: {},
    ...request,
  });
}

const rulesIn = (report: ReturnType<typeof reportOf>) => report.findings.map(({ rule }) => rule);

describe('lint', () => {
  it('points at the very word, with its line', () => {
    const finding = reportOf(BAD).findings.find(({ rule }) => rule === 'full-scope');

    const excerpt =
      '    <commaSeparatedOauthScopes>Api, Full, RefreshToken, OfflineAccess</commaSeparatedOauthScopes>';
    expect(finding).toMatchObject({
      severity: 'error',
      package: 'Acme Connector',
      app: 'Acme_Connector',
      excerpt,
      location: {
        file: 'force-app/ExtlClntAppOauthSettings/Partner_Login-meta.xml',
        endLine: finding?.location.line,
        column: excerpt.indexOf('Full') + 1,
        endColumn: excerpt.indexOf('Full') + 5,
      },
    });
  });

  it('puts what only the hub has at the app, without a line that does not show it', () => {
    const finding = reportOf(BAD).findings.find(({ rule }) => rule === 'pkce');

    expect(finding?.location).toMatchObject({
      file: 'force-app/ExternalClientApplication/Acme_Connector-meta.xml',
      line: 2,
      column: 1,
    });
    expect(finding?.excerpt).toBeUndefined();
  });

  it('puts findings into the order of the files, and counts them', () => {
    const report = reportOf(BAD);

    expect(rulesIn(report)).toEqual([
      'pkce',
      'distribution-state',
      'full-scope',
      'redundant-scopes',
    ]);
    expect([countOf(report, 'error'), countOf(report, 'warning'), countOf(report, 'info')]).toEqual(
      [3, 0, 1],
    );
    expect(report).toMatchObject({ rules: RULE_IDS, files: 2, switchedOff: [], unjudged: [] });
  });

  it('lets a project set a rule otherwise, and shows the reason of what is off', () => {
    const report = reportOf(BAD, {
      settings: {
        profiles: {},
        rules: {
          'full-scope': { severity: 'off', reason: 'Until May.' },
          'distribution-state': { severity: 'warning', reason: 'Not yet.' },
        },
      },
    });

    expect(report.findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['pkce', 'error'],
      ['distribution-state', 'warning'],
      ['redundant-scopes', 'info'],
    ]);
    expect(report.switchedOff).toEqual([{ rule: 'full-scope', reason: 'Until May.' }]);
    expect(report.rules).not.toContain('full-scope');
  });

  it('says which rules it could not judge, and why', () => {
    const { hub: _none, ...withoutHub } = inputOf(BAD);
    const why = 'nobody asked it';

    const report = reportOf(BAD, {
      packages: [withoutHub],
      unread: { hub: why, policies: why, 'global-oauth': why },
    });

    expect(rulesIn(report)).toEqual(['distribution-state', 'full-scope', 'redundant-scopes']);
    expect(report.unjudged).toEqual([
      { why, rules: expect.arrayContaining(['pkce', 'source-org']) },
    ]);
    expect([...report.rules, ...(report.unjudged[0]?.rules ?? [])].toSorted()).toEqual(
      [...RULE_IDS].toSorted(),
    );
  });

  it('says of which app the hub shows no global OAuth settings', () => {
    const report = reportOf({ lacking: ['ExtlClntAppGlobalOauthSettings'] });

    expect(report.unjudged).toEqual([
      {
        rules: expect.arrayContaining(['pkce', 'callback-urls']),
        why: 'the hub shows no global OAuth settings of Acme_Connector',
      },
    ]);
  });

  it('applies one rule set alone, with what no rule can read', () => {
    const report = reportOf(BAD, { ruleSet: 'partner-mandate-2026' });

    expect(rulesIn(report)).toEqual(['pkce']);
    expect(report.rules).toEqual([
      'pkce',
      'refresh-token-rotation',
      'refresh-token-idle-limit',
      'refresh-token-policy',
    ]);
    expect(report.checklist).toContainEqual(
      expect.objectContaining({ what: expect.stringContaining('IP allowlist') }),
    );
    expect(reportOf(BAD).checklist).toEqual([]);
  });

  it('takes a file that cannot be read for a finding, at the place', () => {
    const { components, ...input } = inputOf({});
    const broken = {
      ...componentOf('ExtlClntAppOauthSettings', 'Partner_Login', '<a>\n  <b>x</c>\n</a>'),
      path: 'force-app/Partner_Login-meta.xml',
    };

    const report = reportOf(
      {},
      { packages: [{ ...input, components: [...components.slice(0, 1), broken] }] },
    );

    expect(report.findings.filter(({ rule }) => rule === 'metadata-readable')).toMatchObject([
      { location: { file: broken.path, line: 2 }, found: expect.stringContaining('close tag') },
    ]);
  });

  it('takes a file of another type than its name says for a finding', () => {
    const { components, ...input } = inputOf({});
    const other = {
      ...component('ExternalClientApplication', 'Partner_Login', {}),
      type: 'ExtlClntAppOauthSettings',
      path: 'force-app/Partner_Login-meta.xml',
    };

    const report = reportOf({}, { packages: [{ ...input, components: [...components, other] }] });

    expect(rulesIn(report)).toContain('metadata-readable');
  });

  it('finds secrets in any file of the directory, and never shows the line', () => {
    const { components, ...input } = inputOf({});
    const key = ['-----BEGIN', 'PRIVATE KEY-----'].join(' ');
    const script = {
      ...componentOf('StaticResource', 'keys', `const a = 1;\nconst key = "${key}";\n`),
      path: 'force-app/keys.resource',
    };

    const { findings } = reportOf(
      {},
      { packages: [{ ...input, components: [...components, script] }] },
    );

    expect(findings).toMatchObject([
      { rule: 'no-secret', location: { file: 'force-app/keys.resource', line: 2, column: 14 } },
    ]);
    expect(JSON.stringify(findings)).not.toContain(key);
  });

  it('never shows a line with a secret, whatever rule it is about', () => {
    const { findings } = reportOf({
      elements: {
        ExternalClientApplication: `<logoUrl>http://acme.example/3MVG9${'x'.repeat(80)}</logoUrl>`,
      },
    });

    expect(findings.map(({ rule, excerpt }) => [rule, excerpt])).toEqual(
      expect.arrayContaining([['https-urls', undefined]]),
    );
  });
});

/** Ends on the first of January 2027. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBczCCARmgAwIBAgIUDKe3Qe5nween92Kzqy4b5/nUOg4wCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEQWNtZTAeFw0yNjExMjIwMzQyMzdaFw0yNzAxMDEwMzQyMzda
MA8xDTALBgNVBAMMBEFjbWUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT22BQv
Uxekf7w149FzRifkIKDzL9dkAafA0UANl0CHXWGmPlPZs9+fT2zG0ErTFHsXIC2B
s/SJdC1TsQku3yWio1MwUTAdBgNVHQ4EFgQUm/RqhwsUhXFGStzCcxXLzLi/YA4w
HwYDVR0jBBgwFoAUm/RqhwsUhXFGStzCcxXLzLi/YA4wDwYDVR0TAQH/BAUwAwEB
/zAKBggqhkjOPQQDAgNIADBFAiEA4KiQ4is35obiZIuIMielqIpZyJw36SF3Bdgw
vysrDScCIDbbGWM8ebGTwnMXktZkc6E0KUOV/ZINlwXcan5TrA4j
-----END CERTIFICATE-----`;

describe('the certificate of an app', () => {
  it.each([
    [READ_AT, []],
    ['2026-12-02T03:00:00.000Z', []],
    ['2026-12-03T03:00:00.000Z', ['The certificate of Acme_Connector ends soon']],
    ['2027-01-02T00:00:00.000Z', ['The certificate of Acme_Connector has ended']],
  ])('is told in time: asked on %s', (readAt, messages) => {
    const input = inputOf({
      elements: { ExtlClntAppGlobalOauthSettings: `<certificate>${CERTIFICATE}</certificate>` },
    });
    if (input.hub === undefined) throw new TypeError('The example asks no hub');

    const report = lint({
      packages: [{ ...input, hub: { ...input.hub, readAt } }],
      settings: { rules: {}, profiles: { Acme_Connector: 'jwt-bearer' } },
      unread: {},
    });

    const told = report.findings.filter(({ rule }) => rule === 'jwt-certificate');
    expect(told.map(({ message }) => message)).toEqual(messages);
  });
});

describe('globalOauthOf', () => {
  it('keeps flags, addresses and dates, and no secret', () => {
    const reduced = globalOauthOf(
      component('ExtlClntAppGlobalOauthSettings', 'Acme_glbl', {
        callbackUrl: 'https://a.example/cb\r\n https://b.example/cb',
        certificate: CERTIFICATE,
        consumerKey: 'a-consumer-key',
        consumerSecret: 'a-consumer-secret',
        externalClientApplication: 'Acme_Connector',
        isDeviceFlowEnabled: 'true',
        isPkceRequired: 'false',
      }),
    );

    expect(reduced).toMatchObject({
      app: 'Acme_Connector',
      callbackUrls: ['https://a.example/cb', 'https://b.example/cb'],
      certificate: { expiresAt: '2027-01-01T03:42:37.000Z' },
      flags: { isDeviceFlowEnabled: true, isPkceRequired: false, isIntrospectAllTokens: false },
    });
    expect(JSON.stringify(reduced)).not.toMatch(/a-consumer-|BEGIN/);
  });
});
