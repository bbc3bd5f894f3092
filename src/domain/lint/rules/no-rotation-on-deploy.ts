import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const noRotationOnDeploy: LintRule = {
  id: 'no-rotation-on-deploy',
  severity: 'error',
  title: 'No deployment of the app changes its key or secret by itself.',
  why: 'With shouldRotateConsumerKey or shouldRotateConsumerSecret the next deployment cuts off every customer at once.',
  source: SOURCES.globalOauth,
  fix: 'Set both to false. Rotate on purpose, in two steps: Setup › External Client App Manager › the app › Consumer Key and Secret.',
  good: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<shouldRotateConsumerSecret>false</shouldRotateConsumerSecret>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<shouldRotateConsumerSecret>true</shouldRotateConsumerSecret>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ flags }, { name }) =>
    (['shouldRotateConsumerKey', 'shouldRotateConsumerSecret'] as const)
      .filter((flag) => flags[flag])
      .map((flag) => ({
        message: `The next deployment of ${name} replaces its credentials`,
        found: `${flag} true`,
        wanted: 'false',
      })),
  ),
};
