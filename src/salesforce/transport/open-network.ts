import { EnvHttpProxyAgent, type Agent } from 'undici';
import { ReleaseError } from '../../domain/errors.ts';

/** The variables of each proxy, in the order in which undici asks for them. */
const VARIABLES = {
  httpProxy: ['http_proxy', 'HTTP_PROXY'],
  httpsProxy: ['https_proxy', 'HTTPS_PROXY'],
} as const;

/** The way to other machines, through the proxies that the environment names. Throws PROXY_INVALID. */
export function openNetwork(options: Agent.Options): EnvHttpProxyAgent {
  const httpProxy = proxyFrom(VARIABLES.httpProxy);
  const httpsProxy = proxyFrom(VARIABLES.httpsProxy);
  try {
    return new EnvHttpProxyAgent({
      ...options,
      ...(httpProxy !== undefined && { httpProxy }),
      ...(httpsProxy !== undefined && { httpsProxy }),
    });
  } catch (error) {
    throw new ReleaseError('PROXY_INVALID', 'The proxy of the environment cannot be used', {
      // Not the value, which may hold a password.
      found: `${namesOfSet().join(', ')}: ${error instanceof Error ? error.message : String(error)}`,
      wanted: 'http://host:port, with a user and a password percent-encoded',
      actions: ['Correct the variable, or remove it where no proxy is needed.'],
      cause: error,
    });
  }
}

/** curl and most others take proxy:8080 for http://proxy:8080; undici does not. */
function proxyFrom(names: readonly string[]): string | undefined {
  const value = names.map((name) => process.env[name]).find((text) => text !== undefined);
  if (value === undefined || value === '') return undefined;
  return value.includes('://') ? value : `http://${value}`;
}

function namesOfSet(): readonly string[] {
  return Object.values(VARIABLES)
    .flat()
    .filter((name) => (process.env[name] ?? '') !== '');
}
