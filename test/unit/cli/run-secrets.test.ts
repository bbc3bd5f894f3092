import { describe, expect, it } from 'vitest';
import {
  installationKeysOf,
  requireInstallationKeys,
  secretsOf,
} from '../../../src/cli/run-secrets.ts';
import { packageConfig, releaseConfig } from '../../support/release-state.ts';

const CONFIG = releaseConfig({
  packages: [
    packageConfig({
      name: 'Acme Connector',
      installationKey: { kind: 'environment', variable: 'CONNECTOR_KEY' },
    }),
    packageConfig({ name: 'Acme Open' }),
    packageConfig({
      name: 'Acme Analytics',
      installationKey: { kind: 'environment', variable: 'ANALYTICS_KEY' },
    }),
  ],
});

describe('installationKeysOf', () => {
  it('takes each key from the variable that the configuration names', () => {
    const keys = installationKeysOf(CONFIG, { CONNECTOR_KEY: 'one\n', ANALYTICS_KEY: 't w o' });

    expect([...keys]).toEqual([
      ['Acme Connector', 'one'],
      ['Acme Analytics', 't w o'],
    ]);
  });

  it.each([[{ CONNECTOR_KEY: 'one' }], [{ CONNECTOR_KEY: 'one', ANALYTICS_KEY: ' ' }]])(
    'does not release without a key that is asked for: %j',
    (environment) => {
      const keys = installationKeysOf(CONFIG, environment);
      expect(() => requireInstallationKeys(CONFIG, keys)).toThrow(
        expect.objectContaining({
          code: 'INSTALLATION_KEY_MISSING',
          message: 'The installation key of Acme Analytics is not there',
          detail: expect.objectContaining({ found: 'nothing in ANALYTICS_KEY' }),
        }),
      );
    },
  );
});

describe('secretsOf', () => {
  it('knows every secret that came with the environment, and the parts of an auth URL', () => {
    const secrets = secretsOf(
      {
        DEVHUB_JWT_KEY: 'the key',
        DEVHUB_AUTH_URL: 'force://PlatformCLI:the secret:the refresh token@acme.example',
        SF_ACCESS_TOKEN: 'the token',
        GITHUB_TOKEN: 'of github',
        DEVHUB_JWT_USERNAME: 'admin@acme.example',
      },
      ['open sesame'],
    );

    expect(secrets).toEqual(
      expect.arrayContaining([
        'the key',
        'the secret',
        'the refresh token',
        'the token',
        'of github',
        'open sesame',
      ]),
    );
    expect(secrets).not.toContain('admin@acme.example');
    expect(secrets).not.toContain('PlatformCLI');
  });

  it('has none where there is none', () => {
    expect(secretsOf({ SF_ACCESS_TOKEN: '' }, [])).toEqual([]);
  });
});
