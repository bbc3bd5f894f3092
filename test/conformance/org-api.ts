import assert from 'node:assert/strict';
import type { HubLogin } from '../../src/embedded-hub/start-hub.ts';

type Api = 'data' | 'tooling';
export type Fields = Readonly<Record<string, unknown>>;

/** An org as seen without any Salesforce client: to bring it into a state, and to look at what a client did to it. */
export interface OrgApi extends HubLogin {
  readonly url: string;
  query(soql: string, api?: Api): Promise<readonly Fields[]>;
  /** Resolves to the new id. */
  create(object: string, values: Fields, api?: Api): Promise<string>;
  update(object: string, id: string, values: Fields, api?: Api): Promise<void>;
  /** Full names, sorted. */
  listMetadata(type: string): Promise<readonly string[]>;
  send(method: string, path: string, body?: string, contentType?: string): Promise<unknown>;
}

export function orgApi(url: string, login: HubLogin, apiVersion: string): OrgApi {
  const versionRoot = `/services/data/v${apiVersion}`;

  async function send(method: string, path: string, body?: string, type = 'application/json') {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${login.accessToken}`, 'content-type': type },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  }
  const root = (api: Api): string => (api === 'data' ? versionRoot : `${versionRoot}/tooling`);
  return {
    ...login,
    url,
    send,
    query: async (soql, api = 'tooling') => {
      const answer = await send('GET', `${root(api)}/query?q=${encodeURIComponent(soql)}`);
      return (answer as { readonly records: readonly Fields[] }).records;
    },
    create: async (object, values, api = 'tooling') => {
      const body = JSON.stringify(values);
      const answer = await send('POST', `${root(api)}/sobjects/${object}`, body);
      return (answer as { readonly id: string }).id;
    },
    listMetadata: async (type) => {
      const response = await fetch(`${url}/services/Soap/m/${apiVersion}`, {
        method: 'POST',
        headers: { 'content-type': 'text/xml', soapaction: '""' },
        body: listEnvelope(login.accessToken, type),
      });
      const text = await response.text();
      assert.ok(response.ok, `listMetadata of ${type}: ${text}`);
      return [...text.matchAll(/<fullName>(?<name>[^<]*)</g)]
        .map(({ groups }) => groups?.['name'] ?? '')
        .toSorted();
    },
    update: async (object, id, values, api = 'tooling') => {
      await send('PATCH', `${root(api)}/sobjects/${object}/${id}`, JSON.stringify(values));
    },
  };
}

function listEnvelope(session: string, type: string): string {
  return (
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata">' +
    `<e:Header><SessionHeader><sessionId>${session}</sessionId></SessionHeader></e:Header>` +
    `<e:Body><listMetadata><queries><type>${type}</type></queries></listMetadata></e:Body></e:Envelope>`
  );
}
