import { escapeXml } from '../metadata/metadata-xml.ts';
import type { Org } from '../state/org.ts';

/** In place of Salesforce's login page: a person says who logs in, and needs no password. */
export function loginPage(authorizeUrl: string, orgs: readonly Org[]): string {
  const choices = orgs.map((org) => {
    const url = new URL(authorizeUrl);
    url.searchParams.set('login_hint', org.login.username);
    const kind = org.settings.isSandbox ? ', a sandbox' : '';
    return (
      `<li><a href="${escapeXml(url.pathname + url.search)}">${escapeXml(org.login.username)}</a> ` +
      `(${escapeXml(org.settings.name)}${kind})</li>`
    );
  });
  return (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Embedded Dev Hub: log in</title></head>' +
    `<body><h1>Who logs in?</h1><ul>${choices.join('')}</ul></body></html>`
  );
}
