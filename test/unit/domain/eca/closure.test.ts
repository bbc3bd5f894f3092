import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closureOf } from '../../../../src/domain/eca/closure.ts';
import { componentKey, type Component } from '../../../../src/domain/eca/component.ts';
import { app, component, notifications, oauthSettings } from '../../../support/eca-components.ts';

/** Names of satellites that say the wrong thing, on purpose. */
const HUB: readonly Component[] = [
  app('Acme_Connector', { label: 'Acme Connector' }),
  app('Acme_Connector_EU', { label: 'Acme Connector' }),
  app('Acme', { label: 'Acme' }),
  oauthSettings('Partner_Login', 'Acme_Connector'),
  oauthSettings('Acme_Connector_oauth', 'Acme_Connector_EU'),
  oauthSettings('Acme_Connector_EU_oauth', 'Acme'),
  notifications('Acme_notif', 'Acme_Connector'),
];

function keysOf(appName: string, components: readonly Component[] = HUB): readonly string[] {
  return closureOf(appName, components).components.map(componentKey);
}

function refusal(code: string, detail: Readonly<Record<string, unknown>> = {}) {
  return expect.objectContaining({ code, detail: expect.objectContaining(detail) });
}

describe('closureOf', () => {
  it.each([
    [
      'Acme_Connector',
      [
        'ExternalClientApplication:Acme_Connector',
        'ExtlClntAppNotificationSettings:Acme_notif',
        'ExtlClntAppOauthSettings:Partner_Login',
      ],
    ],
    [
      'Acme_Connector_EU',
      [
        'ExternalClientApplication:Acme_Connector_EU',
        'ExtlClntAppOauthSettings:Acme_Connector_oauth',
      ],
    ],
    [
      'Acme',
      ['ExternalClientApplication:Acme', 'ExtlClntAppOauthSettings:Acme_Connector_EU_oauth'],
    ],
  ])('finds what belongs to %s by reference, whatever it is called', (name, wanted) => {
    expect(keysOf(name)).toEqual(wanted);
  });

  it('is the same whatever the order in which the hub lists components', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...HUB], { minLength: HUB.length }), (components) => {
        expect(keysOf('Acme_Connector', components)).toEqual(keysOf('Acme_Connector'));
      }),
    );
  });

  it('gives every satellite to the app it names, and to no other', () => {
    const names = ['A', 'A_B', 'A_B_C', 'B'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...names), { maxLength: 12 }),
        fc.constantFrom(...names),
        (owners, wanted) => {
          const components = [
            ...names.map((name) => app(name)),
            ...names.map((name) => oauthSettings(`${name}_oauth`, name)),
            ...owners.map((owner, index) => notifications(`${names[index % 4]}_n${index}`, owner)),
          ];

          const found = keysOf(wanted, components).filter((key) => key.includes('Notification'));

          expect(found.toSorted()).toEqual(
            owners
              .map((owner, index) => ({ owner, name: `${names[index % 4]}_n${index}` }))
              .filter(({ owner }) => owner === wanted)
              .map(({ name }) => `ExtlClntAppNotificationSettings:${name}`)
              .toSorted(),
          );
        },
      ),
    );
  });

  it('leaves policies and consumer secrets out of the package', () => {
    const components = [
      ...HUB,
      component('ExtlClntAppOauthConfigurablePolicies', 'Acme_plcy', {
        externalClientApplication: 'Acme_Connector',
      }),
      component('ExtlClntAppGlobalOauthSettings', 'Acme_glbloauth', {
        externalClientApplication: 'Acme_Connector',
        consumerSecret: 'secret',
      }),
    ];

    expect(keysOf('Acme_Connector', components)).toEqual(keysOf('Acme_Connector'));
  });

  it('reads the label from the app, and takes the name where there is none', () => {
    const unlabelled = component('ExternalClientApplication', 'Acme_Bare', {
      distributionState: 'Packaged',
    });

    expect(closureOf('Acme_Connector', HUB).label).toBe('Acme Connector');
    expect(
      closureOf('Acme_Bare', [unlabelled, oauthSettings('Bare_Login', 'Acme_Bare')]).label,
    ).toBe('Acme_Bare');
  });

  it('names the app that was probably meant', () => {
    expect(() => closureOf('acme_connector', HUB)).toThrow(
      refusal('APP_NOT_FOUND', {
        found: 'Acme, Acme_Connector, Acme_Connector_EU',
        wanted: 'acme_connector',
        actions: expect.arrayContaining([expect.stringContaining('Did you mean Acme_Connector?')]),
      }),
    );
  });

  it('does not take a label for a name', () => {
    expect(() => closureOf('Acme Connector', HUB)).toThrow(refusal('APP_NOT_FOUND'));
  });

  it('says of an empty hub that it has no apps at all', () => {
    expect(() => closureOf('Acme', [])).toThrow(
      refusal('APP_NOT_FOUND', { found: 'no External Client Apps at all' }),
    );
  });

  it.each([
    ['Local', { distributionState: 'Local' }, 'Distribution State Local'],
    [
      'of a state that guides invented',
      { distributionState: 'Packageable' },
      'Distribution State Packageable',
    ],
    ['of no state', { distributionState: '' }, 'Distribution State not set'],
  ])('refuses an app that is %s', (_what, elements, found) => {
    expect(() =>
      closureOf('Acme', [app('Acme', elements), oauthSettings('Login', 'Acme')]),
    ).toThrow(refusal('APP_IS_LOCAL', { found }));
  });

  it.each([
    ['by its name', 'Acme_Connector'],
    ['by its label, as the documentation has it', 'Acme Connector'],
  ])('refuses an app with SAML that names it %s', (_what, owner) => {
    const saml = component('ExtlClntAppSamlConfigurablePolicies', 'Any_saml', {
      externalClientApplication: owner,
    });

    expect(() => closureOf('Acme_Connector', [...HUB, saml])).toThrow(
      refusal('APP_HAS_SAML', { found: 'ExtlClntAppSamlConfigurablePolicies:Any_saml' }),
    );
  });

  it('does not mind the SAML of another app', () => {
    const saml = component('ExtlClntAppSamlConfigurablePolicies', 'Acme_Connector_saml', {
      externalClientApplication: 'Acme',
    });

    expect(keysOf('Acme_Connector', [...HUB, saml])).toEqual(keysOf('Acme_Connector'));
  });

  it.each([
    ['no OAuth settings', [app('Acme')], 'none that names the app in <externalClientApplication>'],
    [
      'OAuth settings that only its name claims',
      [app('Acme'), oauthSettings('Acme_oauth', 'Other')],
      'none that names the app in <externalClientApplication>',
    ],
    [
      'two OAuth settings',
      [app('Acme'), oauthSettings('First', 'Acme'), oauthSettings('Second', 'Acme')],
      'First, Second',
    ],
  ])('refuses an app with %s', (_what, components, found) => {
    expect(() => closureOf('Acme', components)).toThrow(refusal('APP_INCOMPLETE', { found }));
  });
});
