import type { HubFetch } from './hub-app.ts';
import { listen } from './listen.ts';
import type { Listening, PortWishes } from './listen.ts';

/** Where a hub speaks https. */
export interface HttpsAddress {
  /** https://127.0.0.1:PORT */
  readonly url: string;
  /** PEM, for clients to trust. */
  readonly certificate: string;
  /** Where it is kept, when the hub keeps anything. */
  readonly certificateFile?: string;
}

/** What a hub listens on: sockets that go down, and are closed, together. */
export interface Sockets extends Listening {
  readonly url: string;
  readonly https?: HttpsAddress;
}

/** `secure` opens a second socket, beside the first one; the certificate goes into `folder`. */
export async function openSockets(
  fetch: HubFetch,
  wishes: PortWishes,
  secure: { readonly folder: string | undefined } | undefined,
): Promise<Sockets> {
  const http = await listen(fetch, wishes);
  const url = `http://127.0.0.1:${http.port}`;
  if (secure === undefined) return { ...http, url };
  try {
    const { listening, address } = await openHttps(fetch, [http.port + 1], secure.folder);
    return {
      port: http.port,
      url,
      https: address,
      goDown: (ms) => {
        http.goDown(ms);
        listening.goDown(ms);
      },
      close: async () => {
        await Promise.all([http.close(), listening.close()]);
      },
    };
  } catch (error) {
    await http.close();
    throw error;
  }
}

async function openHttps(
  fetch: HubFetch,
  preferred: readonly number[],
  folder: string | undefined,
) {
  const { keepCertificate, selfSignedCertificate } = await import('./self-signed-certificate.ts');
  const certificate = await selfSignedCertificate();
  const certificateFile =
    folder === undefined ? undefined : await keepCertificate(folder, certificate);
  const wishes = { explicit: undefined, preferred: preferred.filter((port) => port <= 65_535) };
  const listening = await listen(fetch, wishes, certificate);
  const address: HttpsAddress = {
    url: `https://127.0.0.1:${listening.port}`,
    certificate: certificate.certificate,
    ...(certificateFile !== undefined && { certificateFile }),
  };
  return { listening, address };
}
