import type { HubContext } from '../http/hub-context.ts';

/** The parameters of an OAuth request, wherever they stand. */
export interface OauthRequest {
  get(name: string): string | undefined;
}

/** From the query, the form, and for client id and secret the Authorization header. Salesforce reads all three. */
export async function readOauthRequest(context: HubContext): Promise<OauthRequest> {
  const places = [
    new URLSearchParams(await context.req.text()),
    new URL(context.req.url).searchParams,
    basicCredentials(context.req.header('authorization')),
  ];
  return {
    get: (name) => {
      const value = places.map((place) => place.get(name)).find((found) => found !== null);
      return value === '' ? undefined : (value ?? undefined);
    },
  };
}

function basicCredentials(header = ''): URLSearchParams {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(header) ?? [];
  if (encoded === undefined) return new URLSearchParams();
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return new URLSearchParams({ client_id: id, client_secret: secret.join(':') });
}
