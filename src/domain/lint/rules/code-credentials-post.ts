import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const codeCredentialsPost: LintRule = {
  id: 'code-credentials-post',
  severity: 'warning',
  title:
    'Authorization Code and Credentials, where it is on, takes credentials in POST bodies only.',
  why: 'Names and passwords in the query of a URL end up in logs.',
  source: SOURCES.globalOauth,
  fix: 'Setup › External Client App Manager › the app › Edit › OAuth Settings › Require user credentials in the POST body.',
  good: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<isCodeCredFlowEnabled>true</isCodeCredFlowEnabled>\n<isCodeCredPostOnly>true</isCodeCredPostOnly>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<isCodeCredFlowEnabled>true</isCodeCredFlowEnabled>\n<isCodeCredPostOnly>false</isCodeCredPostOnly>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ flags }, { name }) =>
    flags.isCodeCredFlowEnabled && !flags.isCodeCredPostOnly
      ? [
          {
            message: `${name} takes credentials in the query of a URL`,
            found: 'isCodeCredPostOnly false',
            wanted: 'true',
          },
        ]
      : [],
  ),
};
