import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const consumerSecret: LintRule = {
  id: 'consumer-secret',
  severity: 'error',
  title: 'A client that can keep a secret has to send it.',
  why: 'With isConsumerSecretOptional the consumer key alone identifies the app, and that is no secret.',
  source: SOURCES.globalOauth,
  fix: 'Setup › External Client App Manager › the app › Edit › OAuth Settings › Require Secret for Web Server Flow. If the app runs on phones or desktops, say so: profile: mobile-public.',
  good: {
    elements: {
      ExtlClntAppGlobalOauthSettings: '<isConsumerSecretOptional>false</isConsumerSecretOptional>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppGlobalOauthSettings: '<isConsumerSecretOptional>true</isConsumerSecretOptional>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ flags }, { name, profile }) =>
    !flags.isConsumerSecretOptional || profile?.isPublicClient === true
      ? []
      : [
          {
            message: `${name} lets clients in without the consumer secret`,
            found: 'isConsumerSecretOptional true',
            wanted: 'false',
          },
        ],
  ),
};
