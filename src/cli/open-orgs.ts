import type { LoginFacts } from '../domain/doctor/facts.ts';
import type { HubLogin } from '../domain/hub-login.ts';
import type { Clock } from '../ports/clock.ts';
import type { DevHub } from '../ports/dev-hub.ts';
import type { OrgInspector } from '../ports/org-inspector.ts';
import type { TargetOrg } from '../ports/target-org.ts';
import type { HubConnection } from '../salesforce/connect.ts';
import type { Transport } from '../salesforce/transport/transport.ts';

export interface OrgsParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly login: HubLogin;
  readonly isEmbedded: boolean;
  /** Where the libraries find the project. */
  readonly projectDir: string;
  readonly warn: (message: string) => void;
}

/** The orgs of a run. The hub is logged in to once, when somebody first wants it. */
export interface Orgs {
  openHub(): Promise<DevHub>;
  openInspector(): Promise<OrgInspector>;
  openTarget(aliasOrUsername: string): Promise<TargetOrg>;
}

export function orgsOf({ transport, clock, login, isEmbedded, projectDir, warn }: OrgsParts): Orgs {
  let hub: Promise<HubConnection> | undefined;
  async function connectTo(to: HubLogin): Promise<HubConnection> {
    const { connect } = await import('../salesforce/connect.ts');
    return connect(transport, to, warn);
  }
  async function hubConnection(): Promise<HubConnection> {
    hub ??= connectTo(login);
    return hub;
  }
  const kind: LoginFacts['kind'] = isEmbedded ? 'embedded' : login.kind;
  return {
    async openHub() {
      const [connection, { salesforceDevHub }] = await Promise.all([
        hubConnection(),
        import('../salesforce/dev-hub.ts'),
      ]);
      return salesforceDevHub(connection, clock, projectDir);
    },
    async openInspector() {
      const [connection, { orgInspector }] = await Promise.all([
        hubConnection(),
        import('../salesforce/org-inspector.ts'),
      ]);
      return orgInspector(connection, kind, clock);
    },
    async openTarget(aliasOrUsername) {
      const [connection, { salesforceTargetOrg }] = await Promise.all([
        connectTo({ kind: 'stored', aliasOrUsername }),
        import('../salesforce/target-org.ts'),
      ]);
      return salesforceTargetOrg(connection);
    },
  };
}
