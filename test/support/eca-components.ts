import type { Component } from '../../src/domain/eca/component.ts';

/** A component with the XML an org would write. */
export function component(
  type: string,
  fullName: string,
  elements: Readonly<Record<string, string>>,
): Component {
  const lines = Object.entries(elements).map(([name, text]) => `    <${name}>${text}</${name}>`);
  return componentOf(
    type,
    fullName,
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">`,
      ...lines,
      `</${type}>`,
      '',
    ].join('\n'),
  );
}

/** A component of exactly this text. */
export function componentOf(type: string, fullName: string, text: string): Component {
  return { type, fullName, bytes: Buffer.from(text) };
}

export function app(fullName: string, elements: Readonly<Record<string, string>> = {}): Component {
  return component('ExternalClientApplication', fullName, {
    distributionState: 'Packaged',
    label: fullName,
    orgScopedExternalApp: `00DHu00000EcaHb:${fullName}`,
    ...elements,
  });
}

export function oauthSettings(fullName: string, owner: string): Component {
  return component('ExtlClntAppOauthSettings', fullName, {
    commaSeparatedOauthScopes: 'Api, RefreshToken',
    externalClientApplication: owner,
    oauthLink: '00DHu00000EcaHb:888Hu0000004aBc',
  });
}

export function notifications(fullName: string, owner: string): Component {
  return component('ExtlClntAppNotificationSettings', fullName, {
    externalClientApplication: owner,
  });
}
