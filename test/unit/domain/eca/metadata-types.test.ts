import { registry } from '@salesforce/source-deploy-retrieve';
import { describe, expect, it } from 'vitest';
import {
  APP_TYPE,
  ECA_TYPES,
  ecaType,
  OAUTH_SETTINGS_TYPE,
  typesToDiscover,
} from '../../../../src/domain/eca/metadata-types.ts';

const NAMES = ECA_TYPES.map(({ name }) => name);

describe('the table of metadata types', () => {
  it("has every type around External Client Apps that Salesforce's registry has, and no other", () => {
    const inRegistry = Object.values(registry.types)
      .map(({ name }) => name)
      .filter((name) => /^(ExternalClientApplication|ExtlClntApp)/.test(name));

    expect(NAMES.toSorted()).toEqual(inRegistry.toSorted());
  });

  it('names each type once', () => {
    expect(new Set(NAMES).size).toBe(NAMES.length);
  });

  it('has one header, which is the app', () => {
    expect(ECA_TYPES.filter(({ use }) => use === 'header').map(({ name }) => name)).toEqual([
      APP_TYPE,
    ]);
  });

  it('lets into a package what the packaging guide lists, and nothing else', () => {
    expect(ECA_TYPES.filter(({ use }) => use === 'packaged').map(({ name }) => name)).toEqual([
      OAUTH_SETTINGS_TYPE,
      'ExtlClntAppNotificationSettings',
      'ExtlClntAppPushSettings',
      'ExtlClntAppCanvasSettings',
    ]);
  });

  it.each([
    ['ExtlClntAppGlobalOauthSettings', 'secret'],
    ['ExtlClntAppSamlConfigurablePolicies', 'unpackageable'],
  ])('has %s as %s', (name, use) => {
    expect(ecaType(name)?.use).toBe(use);
  });

  it('knows nothing of types that are no External Client Apps', () => {
    expect(ecaType('ConnectedApp')).toBeUndefined();
  });
});

describe('typesToDiscover', () => {
  it('never asks for consumer secrets', () => {
    expect(typesToDiscover('99.0')).not.toContain('ExtlClntAppGlobalOauthSettings');
  });

  it('asks for whatever decides about a package', () => {
    const deciding = ECA_TYPES.filter(({ use }) =>
      ['header', 'packaged', 'unpackageable'].includes(use),
    ).map(({ name }) => name);

    expect(typesToDiscover('67.0')).toEqual(expect.arrayContaining(deciding));
  });

  it.each([
    ['63.0', false],
    ['64.0', true],
    ['100.0', true],
  ])('knows of API %s whether it has notifications', (apiVersion, has) => {
    expect(typesToDiscover(apiVersion).includes('ExtlClntAppNotificationSettings')).toBe(has);
  });
});
