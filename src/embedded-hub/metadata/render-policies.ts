import type { SeededApp } from '../seed/app-schema.ts';
import { renderSatellite } from './render-satellite.ts';
import type { RenderedComponent } from './rendered-component.ts';

/** What the platform writes into the policies it makes for a new app. */
const DEFAULT_OAUTH_POLICY = {
  ipRelaxationPolicyType: 'Enforce',
  isClientCredentialsFlowEnabled: false,
  isGuestCodeCredFlowEnabled: false,
  isTokenExchangeFlowEnabled: false,
  permittedUsersPolicyType: 'AllSelfAuthorized',
  refreshTokenPolicyType: 'SpecificLifetime',
  refreshTokenValidityPeriod: 365,
  refreshTokenValidityUnit: 'Days',
  requiredSessionLevel: 'STANDARD',
};

/** The policies every app gets in its org, and in each org it is installed in; its OAuth settings get one of their own. */
export function renderPolicies(
  app: Pick<SeededApp, 'name'> & Partial<Pick<SeededApp, 'oauthPolicy' | 'policy'>>,
  oauthName: string | undefined,
): RenderedComponent[] {
  return [
    ...(oauthName === undefined
      ? []
      : [
          renderSatellite(
            app,
            'ExtlClntAppOauthConfigurablePolicies',
            `${oauthName}_defaultPolicy`,
            app.oauthPolicy,
            DEFAULT_OAUTH_POLICY,
          ),
        ]),
    renderSatellite(
      app,
      'ExtlClntAppConfigurablePolicies',
      `${app.name}_defaultPolicy`,
      app.policy,
      {
        isEnabled: true,
        ...(oauthName === undefined ? {} : { isOauthPluginEnabled: true }),
        startPage: 'None',
      },
    ),
  ];
}
