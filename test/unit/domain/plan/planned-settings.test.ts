import { expect, it } from 'vitest';
import { plannedSettings } from '../../../../src/domain/plan/planned-settings.ts';
import { packageConfig, releaseConfig } from '../../../support/release-state.ts';

it('holds what decides what is done, and not how long to wait for it', () => {
  const config = releaseConfig({
    packages: [packageConfig({ installationKey: { kind: 'environment', variable: 'KEY' } })],
  });

  expect(plannedSettings(config)).toEqual({
    drift: 'stop-on-tag',
    namespace: 'acmeconnect',
    'packages[Acme Connector].ancestor.kind': 'highest',
    'packages[Acme Connector].apps': '["Acme_Connector"]',
    'packages[Acme Connector].dependencies': '[]',
    'packages[Acme Connector].description': 'Connects Acme to your org.',
    'packages[Acme Connector].include': '[]',
    'packages[Acme Connector].installationKey.kind': 'environment',
    'packages[Acme Connector].installationKey.variable': 'KEY',
    'packages[Acme Connector].path': 'force-app',
    'packages[Acme Connector].validation': 'full',
    'packages[Acme Connector].version.from': 'git-tag',
  });
});
