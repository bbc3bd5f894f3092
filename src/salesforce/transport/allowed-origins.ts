import { ReleaseError } from '../../domain/errors.ts';
import { isLoopbackUrl } from '../../domain/loopback.ts';

/** The servers a run may talk to: where it logs in, and the org it was told to use. */
export class AllowedOrigins {
  readonly #origins = new Set<string>();

  /** Throws INSECURE_URL for plain http that leaves this machine. */
  allow(url: string): void {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new ReleaseError('INSECURE_URL', 'This is no address of an org', {
        found: url,
        wanted: 'a URL like https://example.my.salesforce.com',
        actions: ['Correct the URL where it was given.'],
      });
    if (new URL(url).protocol === 'http:' && !isLoopbackUrl(url))
      throw new ReleaseError('INSECURE_URL', 'An org is only talked to over https', {
        found: url,
        wanted: 'https (plain http is for loopback only)',
        why: 'The access token would cross the network in clear text.',
        actions: ['Use the https address of the org.'],
      });
    this.#origins.add(new URL(url).origin);
  }

  /** Throws HOST_NOT_ALLOWED: the libraries would send signed logins to hosts that nobody named. */
  require(origin: string): void {
    if (this.#origins.has(origin)) return;
    throw new ReleaseError('HOST_NOT_ALLOWED', `A request to ${origin} was stopped`, {
      found: origin,
      wanted: [...this.#origins].join(' or '),
      why: 'A release talks to the login URL and the org it was given, and to nobody else.',
      actions: ['If the org moved, log in again so that its address is known.'],
    });
  }
}
