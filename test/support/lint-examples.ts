import { globalOauthOf } from '../../src/domain/eca/global-oauth.ts';
import { readMetadata } from '../../src/domain/eca/metadata-tree.ts';
import type { Finding } from '../../src/domain/lint/finding.ts';
import { lint } from '../../src/domain/lint/lint.ts';
import type { LintSettings } from '../../src/domain/lint/lint-settings.ts';
import type { PlacedComponent } from '../../src/domain/lint/metadata-file.ts';
import type { LintInput } from '../../src/domain/lint/read-subject.ts';
import type { Example } from '../../src/domain/lint/rule.ts';
import type { RuleId } from '../../src/domain/lint/rule-ids.ts';
import { componentOf } from './eca-components.ts';

const APP = 'Acme_Connector';
const ORG_ID = '00DHu00000EcaHb';
export const READ_AT = '2026-11-20T09:00:00.000Z';

/** The files of an app that no rule objects to, as the inside of their root elements. */
const SOUND: Readonly<Record<string, { readonly fullName: string; readonly elements: string }>> = {
  ExternalClientApplication: {
    fullName: APP,
    elements: [
      '<contactEmail>team@acme.example</contactEmail>',
      '<description>Connects Acme with your orders.</description>',
      '<distributionState>Packaged</distributionState>',
      '<label>Acme Connector</label>',
      `<orgScopedExternalApp>${ORG_ID}:${APP}</orgScopedExternalApp>`,
    ].join('\n'),
  },
  ExtlClntAppOauthSettings: {
    fullName: 'Partner_Login',
    elements: [
      '<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>',
      `<externalClientApplication>${APP}</externalClientApplication>`,
      '<label>Partner Login</label>',
      `<oauthLink>${ORG_ID}:888Hu0000004aBc</oauthLink>`,
    ].join('\n'),
  },
  ExtlClntAppGlobalOauthSettings: {
    fullName: 'Acme_Connector_glbloauth',
    elements: [
      '<callbackUrl>https://app.acme.example/oauth/callback</callbackUrl>',
      '<consumerKey>made-up</consumerKey>',
      `<externalClientApplication>${APP}</externalClientApplication>`,
      '<isEnforceRefreshTokenTTL>true</isEnforceRefreshTokenTTL>',
      '<isPkceRequired>true</isPkceRequired>',
      '<isRefreshTokenRotationEnabled>true</isRefreshTokenRotationEnabled>',
    ].join('\n'),
  },
  ExtlClntAppOauthConfigurablePolicies: {
    fullName: 'Acme_Connector_oauthPlcy',
    elements: [
      `<externalClientApplication>${APP}</externalClientApplication>`,
      '<ipRelaxationPolicyType>Enforce</ipRelaxationPolicyType>',
      '<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>',
      '<refreshTokenPolicyType>SpecificInactivity</refreshTokenPolicyType>',
      '<refreshTokenValidityPeriod>30</refreshTokenValidityPeriod>',
      '<refreshTokenValidityUnit>Days</refreshTokenValidityUnit>',
      '<requiredSessionLevel>STANDARD</requiredSessionLevel>',
    ].join('\n'),
  },
};

/** Types of which the hub alone has something. */
const IN_HUB = new Set(['ExtlClntAppGlobalOauthSettings', 'ExtlClntAppOauthConfigurablePolicies']);

/** The sound app as an example of a rule changes it, with all that a hub would tell of it. */
export function inputOf(example: Example): LintInput {
  const { appName = APP, apiVersion = '67.0' } = example;
  const sound = Object.entries(SOUND)
    .filter(([type]) => example.lacking?.includes(type) !== true)
    .map(([type, { fullName, elements }]) => ({
      type,
      fullName: fullName === APP ? appName : fullName,
      elements: changed(type, elements, example).replaceAll(
        new RegExp(`(?<=[:>])${APP}(?=</(orgScoped|external))`, 'g'),
        example.appName === undefined ? '$&' : appName,
      ),
    }));
  const components = [...sound.filter(({ type }) => !IN_HUB.has(type)), ...(example.beside ?? [])];
  const inHub = (wanted: string) => sound.filter(({ type }) => type === wanted).map(placed);
  return {
    config: { name: 'Acme Connector', path: 'force-app', apps: [appName] },
    components: components.map(placed),
    apiVersion,
    configFile: 'config/release.yaml',
    hub: {
      orgId: `${ORG_ID}MAJ`,
      allowsLinkedOrg: false,
      readAt: READ_AT,
      globalOauth: inHub('ExtlClntAppGlobalOauthSettings').map(globalOauthOf),
      policies: inHub('ExtlClntAppOauthConfigurablePolicies'),
    },
  };
}

/** What all rules find in an example. */
export function findingsIn(
  example: Example,
  settings: Partial<LintSettings> = {},
): readonly Finding[] {
  const profiles =
    example.profile === undefined ? {} : { [example.appName ?? APP]: example.profile };
  return lint({
    packages: [inputOf(example)],
    settings: { rules: {}, profiles, ...settings },
    unread: {},
  }).findings;
}

export function findingsOf(rule: RuleId, example: Example): readonly Finding[] {
  return findingsIn(example).filter((finding) => finding.rule === rule);
}

function changed(type: string, elements: string, { elements: other, without }: Example): string {
  const replacement = other?.[type] ?? '';
  const names = new Set([...topLevelNames(replacement), ...(without?.[type] ?? [])]);
  const kept = elements
    .split('\n')
    .filter((line) => !topLevelNames(line).some((name) => names.has(name)));
  return [...kept, ...replacement.split('\n')].filter((line) => line !== '').join('\n');
}

function topLevelNames(elements: string): readonly string[] {
  const read = readMetadata(`<root>${elements}</root>`);
  if (read.kind === 'malformed') throw new TypeError(`${read.why}: ${elements}`);
  return read.root.children.map(({ name }) => name);
}

function placed({
  type,
  fullName,
  elements,
}: {
  readonly type: string;
  readonly fullName: string;
  readonly elements: string;
}): PlacedComponent {
  const lines = elements.split('\n').map((line) => `    ${line}`);
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">`,
    ...lines,
    `</${type}>`,
    '',
  ].join('\n');
  return { ...componentOf(type, fullName, text), path: `force-app/${type}/${fullName}-meta.xml` };
}
