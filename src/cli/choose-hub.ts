import { ReleaseError } from '../domain/errors.ts';
import type { HubLogin } from '../domain/hub-login.ts';
import { environmentLogin } from './credentials.ts';
import { variable, type Environment } from './environment.ts';

/** The name of the embedded Dev Hub, wherever a hub can be named. */
const EMBEDDED = 'embedded';

export type HubChoice =
  /** The tool starts the hub itself: a rehearsal. */
  | { readonly kind: 'rehearsal' }
  | { readonly kind: 'real'; readonly login: HubLogin }
  /** A verb that needs no org, and was not told to ask one. */
  | { readonly kind: 'none' };

export interface HubQuestion {
  readonly targetDevHub: string | undefined;
  readonly rehearse: boolean;
  /** A tag build, or --require-dev-hub: must never rehearse without a word. */
  readonly requireDevHub: boolean;
  readonly environment: Environment;
  /** devHub: of the configuration. */
  readonly configured: string | undefined;
  /** What `sf config set target-dev-hub` chose; asked last, because it loads Salesforce's libraries. */
  readonly readCliDefault: () => Promise<string | undefined>;
}

/** Which org a run works on. The first that says something decides; the order is part of the documentation. */
export async function chooseHub(question: HubQuestion): Promise<HubChoice> {
  const { targetDevHub, rehearse, environment } = question;
  if (rehearse) {
    if (targetDevHub !== undefined && targetDevHub !== EMBEDDED)
      throw new ReleaseError('USAGE', 'A rehearsal has no other Dev Hub than its own', {
        found: `--rehearse and --target-dev-hub ${targetDevHub}`,
        wanted: 'one of them',
        actions: ['Leave out one of the two flags.'],
      });
    return { kind: 'rehearsal' };
  }
  if (targetDevHub !== undefined) return named(targetDevHub, question);
  const login = await environmentLogin(environment);
  if (login !== undefined) return { kind: 'real', login };
  const name =
    variable(environment, 'SF_TARGET_DEV_HUB') ??
    question.configured ??
    (await question.readCliDefault()) ??
    EMBEDDED;
  return named(name, question);
}

function named(name: string, { requireDevHub }: HubQuestion): HubChoice {
  if (name !== EMBEDDED) return { kind: 'real', login: { kind: 'stored', aliasOrUsername: name } };
  if (!requireDevHub) return { kind: 'rehearsal' };
  throw new ReleaseError('NO_DEV_HUB', 'A tag build needs a real Dev Hub', {
    found: 'the embedded Dev Hub, with which this run would only rehearse',
    wanted: 'credentials of the Dev Hub',
    why: 'A pushed tag that only rehearses would look like a release.',
    actions: [
      'In CI: set DEVHUB_JWT_CLIENT_ID, DEVHUB_JWT_USERNAME and DEVHUB_JWT_KEY from secrets.',
      'On a laptop: --target-dev-hub ALIAS',
      'To rehearse on purpose: --rehearse',
    ],
  });
}
