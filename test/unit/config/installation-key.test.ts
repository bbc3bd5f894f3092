import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../src/domain/errors.ts';
import { failureOfLoading, load } from './config-folder.ts';

function configWith(installationKey: string): string {
  return `namespace: acmeconnect
packages:
  - name: Acme Connector
    apps: [Acme_Connector]
    ${installationKey}
`;
}

describe('installationKey', () => {
  it.each([
    'installationKey: hunter2-Secret',
    'installationKey: 123456789',
    'installationKey: "hunter2-Secret"',
    'installationKey: { fromEnvironment: hunter2-Secret }',
    'installationKey: { fromEnvironment: 123456789 }',
    'installationKey: { hunter2-Secret }',
    'installationKey: { hunter2-Secret: 123456789 }',
    'installationKey: [hunter2-Secret]',
    'installationKey: [[hunter2-Secret, 123456789]]',
    'installationKey: *hunter2-Secret',
    'installationKey: !hunter2-Secret',
    'installationKey: "hunter2-Secret',
    'installationKey: @hunter2-Secret',
    'installationKey: "hunter2-Secret\\q"',
    'installationKey: none hunter2-Secret: x',
    'instalationKey: hunter2-Secret',
  ])('is never repeated when it is wrong: %s', async (line) => {
    const failure = await failureOfLoading(configWith(line));

    expect(failure.code).toBe('CONFIG_INVALID');
    expect(JSON.stringify(failureOf(failure))).not.toMatch(/hunter2|123456789/);
  });

  it('takes the name of a variable', async () => {
    const config = await load(
      configWith('installationKey: { fromEnvironment: ACME_INSTALLATION_KEY }'),
    );

    expect(config.packages[0]?.installationKey).toEqual({
      kind: 'environment',
      variable: 'ACME_INSTALLATION_KEY',
    });
  });

  it('has to be decided', async () => {
    const failure = await failureOfLoading(configWith('description: x'));

    expect(failure.detail.problems?.[0]?.message).toBe('packages[0].installationKey is missing');
  });
});
