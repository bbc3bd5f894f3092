import { describe, expect, it } from 'vitest';
import { closureOf } from '../../../../src/domain/eca/closure.ts';
import type { Component } from '../../../../src/domain/eca/component.ts';
import { settingsOf } from '../../../../src/domain/eca/read-app-settings.ts';
import { app, component, componentOf } from '../../../support/eca-components.ts';

function oauth(inside: string): Component {
  return componentOf(
    'ExtlClntAppOauthSettings',
    'Login',
    `<ExtlClntAppOauthSettings><externalClientApplication>Acme</externalClientApplication>${inside}</ExtlClntAppOauthSettings>`,
  );
}

function policy(type: string, elements: Readonly<Record<string, string>>): Component {
  return component(type, `Acme_${type}`, { externalClientApplication: 'Acme', ...elements });
}

function settingsWith(...components: readonly Component[]) {
  return settingsOf(closureOf('Acme', [app('Acme'), ...components]));
}

describe('settingsOf', () => {
  it.each([
    ['Api, RefreshToken', ['Api', 'RefreshToken']],
    ['Api,RefreshToken , Full', ['Api', 'RefreshToken', 'Full']],
    [' Api ', ['Api']],
    ['', []],
  ])('reads the scopes %j', (text, scopes) => {
    const settings = settingsWith(
      oauth(`<commaSeparatedOauthScopes>${text}</commaSeparatedOauthScopes>`),
    );

    expect(settings.scopes).toEqual(scopes);
  });

  it('reads the addresses that are trusted, and leaves out half of one', () => {
    const settings = settingsWith(
      oauth(`
        <trustedIpRanges>
          <description>Acme &amp; Co</description>
          <endIpAddress>203.0.113.20</endIpAddress>
          <startIpAddress>203.0.113.10</startIpAddress>
        </trustedIpRanges>
        <trustedIpRanges><endIpAddress>203.0.113.30</endIpAddress></trustedIpRanges>
        <trustedIpRanges>
          <description></description>
          <endIpAddress>198.51.100.7</endIpAddress>
          <startIpAddress>198.51.100.7</startIpAddress>
        </trustedIpRanges>`),
    );

    expect(settings.trustedIpRanges).toEqual([
      { start: '203.0.113.10', end: '203.0.113.20', description: 'Acme & Co' },
      { start: '198.51.100.7', end: '198.51.100.7' },
    ]);
  });

  it('has no policies where the hub has none', () => {
    expect(settingsWith(oauth(''))).toEqual({ scopes: [], trustedIpRanges: [] });
  });

  it("reads the developer's own policies", () => {
    const settings = settingsWith(
      oauth(''),
      policy('ExtlClntAppOauthConfigurablePolicies', {
        commaSeparatedPermissionSet: 'Acme_User, Acme_Admin',
        commaSeparatedProfile: 'Admin',
        ipRelaxationPolicyType: 'Bypass',
        isClientCredentialsFlowEnabled: 'true',
        permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
        refreshTokenPolicyType: 'SpecificInactivity',
        refreshTokenValidityPeriod: '30',
        refreshTokenValidityUnit: 'Days',
        requiredSessionLevel: 'STANDARD',
        sessionTimeoutInMinutes: '120',
        startUrl: 'https://acme.example/oauth',
      }),
      policy('ExtlClntAppConfigurablePolicies', { startUrl: 'https://acme.example/start' }),
    );

    expect(settings.policies).toEqual({
      permittedUsers: 'AdminApprovedPreAuthorized',
      profiles: ['Admin'],
      permissionSets: ['Acme_User', 'Acme_Admin'],
      ipRelaxation: 'Bypass',
      refreshToken: { policy: 'SpecificInactivity', period: 30, unit: 'Days' },
      requiredSessionLevel: 'STANDARD',
      sessionTimeoutInMinutes: 120,
      usesClientCredentials: true,
      startUrl: 'https://acme.example/start',
    });
  });

  it('says nothing of what a policy leaves open', () => {
    const settings = settingsWith(
      oauth(''),
      policy('ExtlClntAppOauthConfigurablePolicies', {
        refreshTokenPolicyType: 'Infinite',
        refreshTokenValidityPeriod: 'soon',
        isClientCredentialsFlowEnabled: 'false',
      }),
    );

    expect(settings.policies).toEqual({
      profiles: [],
      permissionSets: [],
      refreshToken: { policy: 'Infinite' },
      usesClientCredentials: false,
    });
  });

  it('never tells who runs the client credentials flow', () => {
    const settings = settingsWith(
      oauth(''),
      policy('ExtlClntAppOauthConfigurablePolicies', {
        clientCredentialsFlowUser: 'robot@acme.example',
        isClientCredentialsFlowEnabled: 'true',
      }),
    );

    expect(JSON.stringify(settings)).not.toContain('robot@acme.example');
  });
});
