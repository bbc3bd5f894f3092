import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const tokenExchangeSecret: LintRule = {
  id: 'token-exchange-secret',
  severity: 'warning',
  title: 'Token exchange, where it is on, needs the consumer secret.',
  why: 'Otherwise whoever holds a token of the identity provider can change it into one of Salesforce.',
  source: SOURCES.globalOauth,
  fix: 'Setup › External Client App Manager › the app › Edit › OAuth Settings › Require Secret for Token Exchange Flow, or switch the flow off.',
  good: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<isTokenExchangeEnabled>true</isTokenExchangeEnabled>\n<isSecretRequiredForTokenExchange>true</isSecretRequiredForTokenExchange>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<isTokenExchangeEnabled>true</isTokenExchangeEnabled>\n<isSecretRequiredForTokenExchange>false</isSecretRequiredForTokenExchange>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ flags }, { name }) =>
    flags.isTokenExchangeEnabled && !flags.isSecretRequiredForTokenExchange
      ? [
          {
            message: `${name} exchanges tokens without the consumer secret`,
            found: 'isSecretRequiredForTokenExchange false',
            wanted: 'true',
          },
        ]
      : [],
  ),
};
