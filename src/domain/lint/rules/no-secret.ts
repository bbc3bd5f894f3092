import { secretsIn } from '../../plan/firewall.ts';
import { placeIn } from '../metadata-file.ts';
import type { LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const noSecret: LintRule = {
  id: 'no-secret',
  severity: 'error',
  title: 'No file of the package directory holds a credential.',
  why: 'Whatever lies there goes into source control and to every customer, and a released package cannot be taken back.',
  source: SOURCES.globalOauth,
  fix: 'Remove the element, and rotate the credential if it was ever committed or packaged. Push settings keep a pushConfigLink only.',
  good: {
    beside: [
      {
        type: 'ExtlClntAppPushSettings',
        fullName: 'Acme_Connector_push',
        elements:
          '<externalClientApplication>Acme_Connector</externalClientApplication>\n<pushConfigLink>00DHu00000EcaHb:0pHHu0000000001</pushConfigLink>\n<pushServiceType>Android</pushServiceType>',
      },
    ],
  },
  bad: {
    beside: [
      {
        type: 'ExtlClntAppPushSettings',
        fullName: 'Acme_Connector_push',
        elements:
          '<androidPushConfig>\n    <serviceAccount>{ "made": "up" }</serviceAccount>\n</androidPushConfig>\n<externalClientApplication>Acme_Connector</externalClientApplication>\n<pushServiceType>Android</pushServiceType>',
      },
    ],
  },
  reads: 'files',
  check: ({ all }) =>
    all.flatMap(({ path, bytes }) => {
      const text = Buffer.from(bytes).toString('utf8');
      return secretsIn(text).map(({ what, at }) => ({
        // Without the line: it is the secret.
        place: { location: placeIn(path, text, { start: at, end: at }).location },
        message: `${path} holds ${what}`,
        wanted: 'no credentials in what customers and source control get',
      }));
    }),
};
