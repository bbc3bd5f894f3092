import type { FlowFlag } from '../profile.ts';
import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const FLOWS: readonly FlowFlag[] = [
  'isClientCredentialsFlowEnabled',
  'isCodeCredFlowEnabled',
  'isDeviceFlowEnabled',
  'isTokenExchangeEnabled',
];

export const unusedFlows: LintRule = {
  id: 'unused-flows',
  severity: 'warning',
  title: 'Flows that the profile does not use are switched off.',
  why: 'Every open flow is a way in. Guides that ask for Authorization Code and Credentials mean another flow than the usual one in a browser.',
  source: SOURCES.review,
  fix: 'Switch the flow off: Setup › External Client App Manager › the app › Edit › OAuth Settings › Flow Enablement. Or give the app the profile that uses it: lint.apps in the configuration.',
  good: {
    profile: 'web-server',
    elements: {
      ExtlClntAppGlobalOauthSettings: '<isDeviceFlowEnabled>false</isDeviceFlowEnabled>',
    },
  },
  bad: {
    profile: 'web-server',
    elements: { ExtlClntAppGlobalOauthSettings: '<isDeviceFlowEnabled>true</isDeviceFlowEnabled>' },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ flags }, { name, profile }) =>
    FLOWS.filter((flow) => flags[flow] && profile?.flows.includes(flow) !== true).map((flow) => ({
      message:
        profile === undefined
          ? `${name} opens a flow, and has no profile that says why`
          : `${name} opens a flow that a ${profile.name} app does not use`,
      found: `${flow} true`,
      wanted: 'false',
    })),
  ),
};
