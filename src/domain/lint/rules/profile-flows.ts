import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const profileFlows: LintRule = {
  id: 'profile-flows',
  severity: 'error',
  title: 'The flow of the profile is switched on.',
  why: 'Otherwise every login of the app is refused, in every org.',
  source: SOURCES.globalOauth,
  fix: 'Switch the flow on: Setup › External Client App Manager › the app › Edit › OAuth Settings › Flow Enablement. Or correct the profile of the app in the configuration.',
  good: {
    profile: 'device',
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<isDeviceFlowEnabled>true</isDeviceFlowEnabled>\n<isConsumerSecretOptional>true</isConsumerSecretOptional>',
    },
  },
  bad: {
    profile: 'device',
    elements: {
      ExtlClntAppGlobalOauthSettings: '<isDeviceFlowEnabled>false</isDeviceFlowEnabled>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ flags }, { name, profile }) =>
    (profile?.flows ?? [])
      .filter((flow) => !flags[flow])
      .map((flow) => ({
        message: `${name} is a ${profile?.name ?? ''} app, and its flow is off`,
        found: `${flow} false`,
        wanted: 'true',
      })),
  ),
};
