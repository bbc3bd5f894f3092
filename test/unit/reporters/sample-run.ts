import { failureOf, ReleaseError } from '../../../src/domain/errors.ts';
import type { EventCode, EventPayloads, RunEvent } from '../../../src/domain/events.ts';
import {
  acmeConnector,
  acmeConnectorBeta,
  acmeConnectorRehearsal,
} from '../artifacts/acme-connector.ts';

/** An event as the run emits it, some milliseconds after 2026-11-20 09:00. */
export function eventOf<Code extends EventCode>(
  code: Code,
  data: EventPayloads[Code],
  afterMs = 0,
): RunEvent {
  const at = new Date(Date.UTC(2026, 10, 20, 9) + afterMs).toISOString();
  // A distributive union cannot be built from a generic key without saying so.
  return { code, at, data } as RunEvent;
}

const name = 'Acme Connector';
const requestId = '08cWs0000001kL3IAI';
const directory = '/home/kim/acme/artifacts/Acme-Connector/1.4.0-3';
const page = `${directory}/install-links.html`;

function waiting(status: string, waitedMs: number): RunEvent {
  return eventOf(
    'create.progressed',
    { package: name, requestId, status, waitedMs },
    1600 + waitedMs,
  );
}

export const releasedVersion: EventPayloads['version.published'] = {
  version: acmeConnector,
  links: [
    {
      audience: 'production',
      label: 'Production and Developer Edition orgs',
      url: 'https://login.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO',
    },
    {
      audience: 'sandbox',
      label: 'Sandboxes and scratch orgs',
      url: 'https://test.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO',
    },
  ],
  directory,
  artifacts: [page],
};

export const betaVersion: EventPayloads['version.published'] = {
  version: { ...acmeConnectorBeta, needsInstallationKey: true },
  links: [
    {
      audience: 'sandbox',
      label: 'Sandboxes and scratch orgs',
      url: 'https://test.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO',
    },
  ],
  directory,
  artifacts: [page],
};

const rehearsedVersion: EventPayloads['version.published'] = {
  version: acmeConnectorRehearsal,
  links: [
    {
      audience: 'rehearsal',
      label: 'The hub of the rehearsal',
      url: 'http://127.0.0.1:41233/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO',
      note: 'REHEARSAL: nothing can be installed from it.',
    },
  ],
  directory,
  artifacts: [page],
};

/** A whole run, with polls that repeat themselves, a warning and files that changed. */
export function sampleRun(rehearsal: boolean): readonly RunEvent[] {
  return [
    eventOf('run.started', { verb: 'release', rehearsal, toolVersion: '0.1.0' }),
    eventOf('stage.started', { stage: 'connect' }),
    eventOf(
      'stage.done',
      { stage: 'connect', summary: 'Dev Hub acme-hub (00DWs000001ABCDMA4)', durationMs: 412 },
      412,
    ),
    eventOf('stage.started', { stage: 'discover' }, 420),
    eventOf('stage.progressed', { stage: 'discover', detail: 'listing 3 types' }, 430),
    eventOf('stage.progressed', { stage: 'discover', detail: 'listing 3 types' }, 440),
    eventOf(
      'stage.done',
      { stage: 'discover', summary: '2 components of Acme_Connector', durationMs: 210 },
      630,
    ),
    eventOf('stage.started', { stage: 'retrieve' }, 640),
    eventOf(
      'workspace.changed',
      {
        written: [
          'manifest/package.xml',
          'force-app/main/default/externalClientApps/Acme_Connector.eca-meta.xml',
        ],
        removed: [],
      },
      1400,
    ),
    eventOf(
      'stage.done',
      {
        stage: 'retrieve',
        summary: '2 components, 1 differs from what is committed',
        durationMs: 780,
      },
      1420,
    ),
    eventOf(
      'warning.raised',
      {
        message: 'The app in the hub differs from what is committed.',
        actions: ['Look at the difference: git diff force-app'],
      },
      1430,
    ),
    eventOf('stage.skipped', { stage: 'prune', reason: 'nothing to remove', durationMs: 2 }, 1440),
    eventOf('stage.started', { stage: 'version', package: name }, 1500),
    eventOf('create.requested', { package: name, requestId }, 1600),
    waiting('Queued', 0),
    waiting('Queued', 5_000),
    waiting('VerifyingMetadata', 20_000),
    waiting('VerifyingMetadata', 50_000),
    waiting('VerifyingMetadata', 81_000),
    waiting('VerifyingMetadata', 130_000),
    waiting('VerifyingMetadata', 141_500),
    eventOf(
      'stage.done',
      { stage: 'version', package: name, summary: '1.4.0, build 3', durationMs: 145_000 },
      146_500,
    ),
    eventOf('version.published', rehearsal ? rehearsedVersion : releasedVersion),
    eventOf(
      'stage.done',
      { stage: 'publish', package: name, summary: '4 files', durationMs: 12 },
      146_600,
    ),
    eventOf('run.finished', { outcome: 'succeeded', durationMs: 146_600 }, 146_600),
  ];
}

export const failure = failureOf(
  new ReleaseError('CONFIG_INVALID', 'The configuration has 2 problems.', {
    why: 'Nothing is asked of the hub before the configuration is right.',
    problems: [
      {
        message: 'namespace must be 1 to 15 letters and digits',
        location: { file: 'config/release.yaml', line: 3, column: 12 },
        found: 'acme-inc',
        wanted: 'the namespace that is linked to the Dev Hub',
      },
      { message: 'packages is empty', location: { file: 'config/release.yaml', line: 9 } },
    ],
    actions: ['Correct the lines above.', 'See every setting: config/release.schema.json'],
  }),
);

/** The run whose first package was published and whose second one was not. */
export const failedRun: readonly RunEvent[] = [
  eventOf('run.started', { verb: 'release', rehearsal: false, toolVersion: '0.1.0' }),
  eventOf('version.published', betaVersion),
  eventOf('stage.started', { stage: 'version', package: 'Acme Billing' }),
  eventOf(
    'stage.failed',
    { stage: 'version', package: 'Acme Billing', failure, durationMs: 3_200 },
    3_200,
  ),
  eventOf('run.finished', { outcome: 'failed', durationMs: 61_000, failure }, 61_000),
];
