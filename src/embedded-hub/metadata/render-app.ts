import { to15 } from '../state/record-id.ts';
import type { SeededApp } from '../seed/app-schema.ts';
import { metadataXml } from './metadata-xml.ts';
import type { Element } from './metadata-xml.ts';
import { renderGlobalOauth, renderOauth } from './render-oauth.ts';
import { renderPolicies } from './render-policies.ts';
import { renderSatellite } from './render-satellite.ts';
import type { RenderedComponent } from './rendered-component.ts';

/** Every component of one app, as the org that holds it would return them. */
export function renderApp(
  app: SeededApp,
  hubOrgId: string,
  consumerId: string,
): RenderedComponent[] {
  const orgId = to15(app.originOrg ?? hubOrgId);
  const oauthName = app.oauth?.name ?? `${app.name}_oauth`;
  return [
    { type: 'ExternalClientApplication', fullName: app.name, xml: () => header(app, orgId) },
    ...(app.oauth === undefined
      ? []
      : [renderOauth(app.name, oauthName, app.oauth, `${orgId}:${consumerId}`)]),
    ...(app.globalOauth === undefined ? [] : [renderGlobalOauth(app.name, app.globalOauth)]),
    ...renderPolicies(app, app.oauth === undefined ? undefined : oauthName),
    ...(app.oauthSecurity === undefined
      ? []
      : [
          renderSatellite(
            app,
            'ExtlClntAppOauthSecuritySettings',
            `${app.name}_oauthSecurity`,
            app.oauthSecurity,
            {},
          ),
        ]),
    ...(app.canvas === undefined
      ? []
      : [
          renderSatellite(app, 'ExtlClntAppCanvasSettings', `${app.name}_canvas`, app.canvas, {
            accessMethod: 'Post',
          }),
        ]),
    ...(app.notifications === undefined ? [] : [notifications(app, app.notifications)]),
  ];
}

function header(app: SeededApp, orgId: string): string {
  return metadataXml('ExternalClientApplication', [
    ['contactEmail', app.contactEmail],
    ...present('contactPhone', app.contactPhone),
    ...present('description', app.description),
    ['distributionState', app.distributionState],
    ...present('iconUrl', app.iconUrl),
    ['isProtected', app.isProtected],
    ['label', app.label ?? app.name],
    ...present('logoUrl', app.logoUrl),
    ['orgScopedExternalApp', `${orgId}:${app.name}`],
  ]);
}

function notifications(
  app: SeededApp,
  seeded: NonNullable<SeededApp['notifications']>,
): RenderedComponent {
  const type = 'ExtlClntAppNotificationSettings';
  const fullName = seeded.name ?? `${app.name}_notif`;
  const elements = (): Element[] => [
    ['externalClientApplication', app.name],
    ['label', seeded.label ?? fullName],
    ...seeded.types.map(({ notificationType, pushByDefault }): Element => [
      'notificationTypes',
      [
        ['notificationType', notificationType],
        ['pushByDefault', pushByDefault],
      ],
    ]),
  ];
  return { type, fullName, xml: () => metadataXml(type, elements()) };
}

function present(name: string, text: string | undefined): Element[] {
  return text === undefined ? [] : [[name, text]];
}
