import { describe, expect, it } from 'vitest';
import { globalOauthOf } from '../../../../src/domain/eca/global-oauth.ts';
import type { RuleSetting } from '../../../../src/domain/lint/lint-settings.ts';
import { RULE_IDS, type RuleId } from '../../../../src/domain/lint/rule-ids.ts';
import { lintWorkspace, type LintOptions } from '../../../../src/pipeline/lint-workspace.ts';
import { release } from '../../../../src/pipeline/release.ts';
import { retrieveWorkspace } from '../../../../src/pipeline/retrieve-workspace.ts';
import { app, component, notifications, oauthSettings } from '../../../support/eca-components.ts';
import { outsideInMemory, told, type InMemoryOutside } from '../../../support/in-memory-ports.ts';
import { packageConfig, releaseConfig } from '../../../support/release-state.ts';
import { releaseRequest } from '../../../support/version-work.ts';

const GLOBAL = {
  callbackUrl: 'https://app.acme.example/cb',
  consumerKey: 'made-up',
  externalClientApplication: 'Acme_Connector',
  isEnforceRefreshTokenTTL: 'true',
  isRefreshTokenRotationEnabled: 'true',
};
const HEADER = { contactEmail: 'team@acme.example', description: 'Connects Acme.' };

/** A hub whose app no rule objects to, but for what is changed. */
function outsideWith(
  global: Readonly<Record<string, string>> = {},
  header: Readonly<Record<string, string>> = {},
): InMemoryOutside {
  const outside = outsideInMemory();
  outside.hub.components = [
    app('Acme_Connector', { ...HEADER, ...header }),
    oauthSettings('Partner_Login', 'Acme_Connector'),
    notifications('Acme_notif', 'Acme_Connector'),
  ];
  const settings = component('ExtlClntAppGlobalOauthSettings', 'Acme_g', { ...GLOBAL, ...global });
  outside.hub.globalOauth = { kind: 'read', apps: [globalOauthOf(settings)] };
  return outside;
}

function requestWith(rules: Partial<Record<RuleId, RuleSetting>> = {}) {
  return releaseRequest({ config: releaseConfig({ lint: { rules, profiles: {} } }) });
}

const reportOf = (outside: InMemoryOutside) => told(outside, 'lint.finished')[0];
const stagesOf = (outside: InMemoryOutside) =>
  told(outside, 'stage.done').map(({ stage }) => stage);

describe('lint in a release', () => {
  it('has nothing to say about a sound app', async () => {
    const outside = outsideWith();

    await release(requestWith(), outside.ports);

    expect(reportOf(outside)).toMatchObject({ findings: [], unjudged: [], checklist: [] });
    const [done] = told(outside, 'stage.done').filter(({ stage }) => stage === 'lint');
    expect(done?.summary).toBe(`${RULE_IDS.length} rules on 3 files: no errors, no warnings`);
  });

  it('stops before anything is spent, after the files are there to look at', async () => {
    const outside = outsideWith({ isPkceRequired: 'false' });

    await expect(release(requestWith(), outside.ports)).rejects.toMatchObject({
      code: 'LINT_FAILED',
      message: 'Lint found 1 error',
      detail: { found: 'pkce' },
    });
    expect(outside.hub).toMatchObject({ packages: [], requests: [], versions: [] });
    expect(stagesOf(outside).at(-1)).toBe('retrieve');
    const location = reportOf(outside)?.findings[0]?.location;
    expect(
      outside.files.get(location?.file ?? '')?.split('\n')[(location?.line ?? 0) - 1],
    ).toContain('<ExternalClientApplication');
    expect(outside.files.get('sfdx-project.json')).not.toContain('Acme Connector');
  });

  it('stops a retrieve too, with the files written', async () => {
    const outside = outsideWith({ isPkceRequired: 'false' });

    await expect(retrieveWorkspace(requestWith(), outside.ports)).rejects.toMatchObject({
      code: 'LINT_FAILED',
    });
    expect([...outside.files.keys()]).toContain(
      'force-app/ExternalClientApplication.Acme_Connector-meta.xml',
    );
  });

  it('goes on with warnings, which it tells, and counts what only the verb shows', async () => {
    const outside = outsideWith(
      { isIntrospectAllTokens: 'true' },
      { infoUrl: 'https://acme.example' },
    );

    await release(requestWith(), outside.ports);

    expect(reportOf(outside)?.findings.map(({ rule }) => rule)).toEqual(['introspection']);
    const [done] = told(outside, 'stage.done').filter(({ stage }) => stage === 'lint');
    expect(done?.summary).toBe(
      `${RULE_IDS.length} rules on 3 files: no errors, 1 warning, 1 note (npm run eca -- lint --with-hub)`,
    );
    expect(outside.hub.versions).toHaveLength(1);
  });

  it('goes on with an error that the project takes for a warning, with its reason', async () => {
    const outside = outsideWith({ isPkceRequired: 'false' });

    await release(
      requestWith({ pkce: { severity: 'warning', reason: 'Until May.' } }),
      outside.ports,
    );

    expect(reportOf(outside)?.findings).toMatchObject([{ rule: 'pkce', severity: 'warning' }]);
    expect(outside.hub.versions).toHaveLength(1);
  });

  it('goes on where the hub does not show the global settings, and says so', async () => {
    const outside = outsideWith();
    outside.hub.globalOauth = { kind: 'unreadable', why: 'The user lacks a permission' };

    await release(requestWith(), outside.ports);

    expect(reportOf(outside)?.unjudged).toEqual([
      { why: 'The user lacks a permission', rules: expect.arrayContaining(['pkce']) },
    ]);
  });

  it('tells an app of another org, unless the definition file takes it', async () => {
    const other = '00DOt00000Other';
    const foreign = (definition: object): InMemoryOutside => {
      const outside = outsideWith({}, { orgScopedExternalApp: `${other}:Acme_Connector` });
      const [header, , ...rest] = outside.hub.components;
      outside.hub.components = [
        ...(header === undefined ? [] : [header]),
        component('ExtlClntAppOauthSettings', 'Partner_Login', {
          commaSeparatedOauthScopes: 'Api, RefreshToken',
          externalClientApplication: 'Acme_Connector',
          oauthLink: `${other}:888Ot0000004aBc`,
        }),
        ...rest,
      ];
      outside.files.set('config/definition.json', JSON.stringify(definition));
      return outside;
    };
    const request = releaseRequest({
      config: releaseConfig({
        packages: [packageConfig({ definitionFile: 'config/definition.json' })],
      }),
    });
    const linked = {
      settings: { externalClientAppSettings: { enablePackageEcaOauthFromDevOrg: true } },
    };

    await expect(release(request, foreign({}).ports)).rejects.toMatchObject({
      detail: { found: 'source-org' },
    });
    await expect(release(request, foreign(linked).ports)).resolves.toHaveLength(1);
  });
});

describe('the verb lint', () => {
  const WITHOUT_HUB: LintOptions = { asksHub: false, ruleSet: undefined };

  function inWorkspace(outside: InMemoryOutside): InMemoryOutside {
    for (const { type, fullName, bytes } of outside.hub.components)
      outside.files.set(
        `force-app/${type}.${fullName}-meta.xml`,
        Buffer.from(bytes).toString('utf8'),
      );
    return outside;
  }

  it('judges the workspace without a hub, writes nothing, and says what it left out', async () => {
    const outside = inWorkspace(outsideWith({ isPkceRequired: 'false' }));
    outside.hub.beforeReading = (question) => {
      throw new TypeError(`The hub was asked: ${question}`);
    };
    const before = new Map(outside.files);

    await lintWorkspace(requestWith(), outside.ports, WITHOUT_HUB);

    expect(outside.files).toEqual(before);
    expect(stagesOf(outside)).toEqual(['lint']);
    expect(reportOf(outside)).toMatchObject({
      findings: [],
      unjudged: [
        { why: expect.stringContaining('--with-hub'), rules: expect.arrayContaining(['pkce']) },
      ],
    });
  });

  it('asks a hub for what only it knows: settings, policies, and which org it is', async () => {
    const outside = inWorkspace(outsideWith({ isPkceRequired: 'false' }));
    outside.hub.components = [
      ...outside.hub.components,
      component('ExtlClntAppOauthConfigurablePolicies', 'Acme_plcy', {
        externalClientApplication: 'Acme_Connector',
        refreshTokenPolicyType: 'Infinite',
      }),
    ];

    const linting = lintWorkspace(requestWith(), outside.ports, {
      asksHub: true,
      ruleSet: undefined,
    });

    await expect(linting).rejects.toMatchObject({ code: 'LINT_FAILED' });
    expect(reportOf(outside)?.findings.map(({ rule }) => rule)).toEqual([
      'pkce',
      'refresh-token-policy',
    ]);
  });

  it('finds a workspace without the app', async () => {
    const outside = outsideWith();

    await expect(lintWorkspace(requestWith(), outside.ports, WITHOUT_HUB)).rejects.toMatchObject({
      code: 'LINT_FAILED',
      detail: { found: 'app-file' },
    });
    expect(reportOf(outside)?.findings).toMatchObject([
      { location: { file: 'config/release.yaml' }, wanted: 'Acme_Connector.eca-meta.xml' },
    ]);
  });

  it('shows notes, and the checklist of a rule set', async () => {
    const outside = inWorkspace(outsideWith({}, { infoUrl: 'https://acme.example' }));

    await lintWorkspace(requestWith(), outside.ports, WITHOUT_HUB);
    await lintWorkspace(requestWith(), outside.ports, {
      asksHub: true,
      ruleSet: 'partner-mandate-2026',
    });

    const [all, mandate] = told(outside, 'lint.finished');
    expect(all?.findings).toMatchObject([{ rule: 'reserved-elements', severity: 'info' }]);
    expect(mandate?.findings).toEqual([]);
    expect(mandate?.checklist).not.toEqual([]);
  });
});
