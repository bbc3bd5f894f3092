import { metadataDocument, type MetadataDocument } from '../../eca/metadata-document.ts';
import { nearest } from '../../nearest.ts';
import type { Component } from '../../eca/component.ts';
import type { Check } from '../check.ts';
import type { Judgement } from '../finding.ts';
import { fail, judged, pass, warn } from '../judge.ts';

// Salesforce Help: Create an External Client App from a Connected App; Connected App to External Client App Migration.

/** What keeps Setup from offering the button, as far as the app's own metadata tells. */
const OBSTACLES: readonly Obstacle[] = [
  { what: 'a canvas app', stands: (app) => app.has('canvasConfig') },
  { what: 'a custom Apex handler', stands: (app) => app.text('plugin') !== undefined },
  {
    what: 'Triple DES for SAML',
    stands: (app) =>
      app.parts('samlConfig').some((saml) => /triple|3des/i.test(saml.get('encryptionType') ?? '')),
  },
];

interface Obstacle {
  readonly what: string;
  readonly stands: (app: MetadataDocument) => boolean;
}

/** What the new app does not have, or has otherwise. */
const LEFT_BEHIND = [
  'The username-password flow: External Client Apps have none. Use the web server flow with PKCE, or client credentials.',
  'Notification Delivery Settings and Briefcase assignments: they do not show the migrated app.',
  'Distribution: the new app is Local. Set it to Packaged before the first release.',
];

/** Said of every app: its metadata shows neither certificates nor keys of push settings. */
const PUSH =
  'First, if it has push settings: renew an expired Apple certificate, and replace an Android server key by a service account. Otherwise the migration fails.';

export const connectedApp: Check = {
  id: 'connected-app',
  area: 'migration',
  title: 'The Connected App can be migrated in Setup',
  judge: ({ connectedApp: facts }) =>
    facts === undefined
      ? []
      : [
          judged(
            facts.names,
            (names) =>
              judged(
                facts.component,
                (component) =>
                  component === undefined
                    ? notThere(facts.name, names)
                    : judgeApp(facts.name, component),
                facts.name,
              ),
            facts.name,
          ),
        ],
};

function notThere(name: string, names: readonly string[]): Judgement {
  const suggestion = nearest(name, names);
  return fail('The hub has no Connected App of that name.', {
    about: name,
    evidence: [{ asked: 'ConnectedApp', answer: names.join(', ') || 'none' }],
    fix: [
      ...(suggestion === undefined ? [] : [`Did you mean ${suggestion}?`]),
      'The API name counts. One that came with an installed package cannot be migrated: its vendor has to.',
    ],
  });
}

function judgeApp(name: string, component: Component): Judgement {
  const app = metadataDocument(component);
  const found = OBSTACLES.filter(({ stands }) => stands(app)).map(({ what }) => what);
  const evidence = [
    { asked: 'local: not from an installed package', answer: 'yes' },
    { asked: OBSTACLES.map(({ what }) => what).join(', '), answer: found.join(', ') || 'none' },
    {
      asked:
        'user provisioning, dynamic client registration, username-password flow, valid push settings',
      answer: 'its metadata does not tell: look into its page in Setup and its login history',
    },
  ];
  const afterwards = [
    ...LEFT_BEHIND,
    ...(app.has('samlConfig')
      ? ['SAML: it comes along, and an app that has it cannot be packaged. Remove it there.']
      : []),
    'The Connected App stays, read-only. Deleting the new app brings it back, with the settings of the day it was migrated.',
  ];
  if (found.length > 0)
    return fail(`Setup does not offer it for an app with ${found.join(', ')}.`, {
      about: name,
      evidence,
      fix: [`Switch ${found.join(', ')} off, or make a new External Client App.`, ...afterwards],
    });
  const click = `Setup › App Manager › ${name} › Migrate to External Client App. Consumer key and secret stay the same.`;
  return app.has('oauthConfig')
    ? warn('It can, as far as its metadata tells; not everything carries over.', {
        about: name,
        evidence,
        fix: [PUSH, click, ...afterwards],
      })
    : pass('It has no OAuth settings: there is nothing to migrate.', { about: name, evidence });
}
