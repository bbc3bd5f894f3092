import { placeOf, valueOf } from '../metadata-file.ts';
import type { LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const ELEMENT = 'pushConfigLink';
const SETTINGS =
  '<externalClientApplication>Acme_Connector</externalClientApplication>\n<pushServiceType>Apple</pushServiceType>';

export const pushConfigLink: LintRule = {
  id: 'push-config-link',
  severity: 'error',
  title: 'Push settings in a package link to the credentials, and do not hold them.',
  why: 'The credentials of Apple or Google stay in your org. Customers get the link, which Salesforce writes as <org id>:<record id>.',
  source: SOURCES.push,
  fix: 'Remove androidPushConfig and applePushConfig, keep pushConfigLink as the org wrote it.',
  good: {
    beside: [
      {
        type: 'ExtlClntAppPushSettings',
        fullName: 'Acme_Connector_push',
        elements: `${SETTINGS}\n<pushConfigLink>00DHu00000EcaHb:0pHHu0000000001</pushConfigLink>`,
      },
    ],
  },
  bad: {
    beside: [
      { type: 'ExtlClntAppPushSettings', fullName: 'Acme_Connector_push', elements: SETTINGS },
    ],
  },
  reads: 'files',
  check: ({ files }) =>
    files
      .filter((file) => file.type === 'ExtlClntAppPushSettings')
      .flatMap((file) =>
        /^00D\w{12}(\w{3})?:\w{15}(\w{3})?$/.test(valueOf(file, ELEMENT) ?? '')
          ? []
          : [
              {
                place: placeOf(file, ELEMENT),
                message: `${file.fullName} does not link to its credentials`,
                found: valueOf(file, ELEMENT) ?? `no <${ELEMENT}>`,
                wanted: '<org id>:<record id>',
              },
            ],
      ),
};
