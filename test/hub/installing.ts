import type { HubOptions, RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { rest, seedFileWith, startedHub } from './hub-fixture.ts';
import type { RestAnswer } from './hub-fixture.ts';
import { idOf } from './version-upload.ts';

const TOOLING = '/services/data/v68.0/tooling';

/** The orgs beside the Dev Hub, by what they are. */
export const ORGS = {
  customer: { id: '00Dxy000000CusT', name: 'Customer' },
  sandbox: { id: '00Dxy000000SanD', name: 'Sandbox', isSandbox: true },
  developer: { id: '00Dxy000000DevE', name: 'Developer', edition: 'Developer Edition' },
  namespace: { id: '00Dxy000000NsOr', name: 'Namespace', namespace: 'orbitns' },
} as const;

export type OrgName = keyof typeof ORGS;

const ORBIT = ['ExternalClientApplication:Orbit', 'ExtlClntAppOauthSettings:Some_Login'];

/** Managed packages of two lines of versions, and one that needs the other. */
const PACKAGES = [
  {
    name: 'Orbit',
    namespace: 'orbitns',
    versions: [
      { number: '1.0.0.1', released: true, components: ORBIT },
      { number: '1.0.1.1', released: true, ancestor: '1.0.0.1', components: ORBIT },
      { number: '1.1.0.1', released: true, ancestor: '1.0.0.1', components: ORBIT },
      { number: '2.0.0.1', released: true, components: ORBIT },
      { number: '2.1.0.1', components: ORBIT },
      { number: '2.1.0.2', components: ORBIT },
      { number: '3.0.0.1', deprecated: true, components: ORBIT },
      { number: '3.1.0.1', released: true, installationKey: "it's", components: ORBIT },
    ],
  },
  {
    name: 'Satellite',
    namespace: 'orbitns',
    versions: [
      {
        number: '1.0.0.1',
        released: true,
        dependencies: ['Orbit@1.1.0.1'],
        components: ['ExternalClientApplication:Orbit_Sync'],
      },
    ],
  },
];

/** A hub with customers' orgs and versions to install; installs take no time unless told. */
export async function hubWithCustomers(
  changes: Readonly<Record<string, unknown>> = {},
  options: Partial<HubOptions> = {},
): Promise<RunningHub> {
  const orgs = Object.entries(ORGS).map(([name, org]) => ({
    org,
    login: { username: `admin@${name}.example` },
  }));
  return startedHub({
    seedFile: seedFileWith({ orgs, packages: PACKAGES, ...changes }),
    ...options,
  });
}

export function tokenOf(hub: RunningHub, org: OrgName): string {
  const login = hub.logins.find(({ username }) => username === `admin@${org}.example`);
  if (login === undefined) throw new TypeError(`no org ${org}`);
  return login.accessToken;
}

export async function recordsIn(
  hub: RunningHub,
  org: OrgName | 'hub',
  soql: string,
  root = 'tooling/query',
): Promise<Record<string, unknown>[]> {
  const { body } = await rest(
    hub,
    `/services/data/v68.0/${root}?q=${encodeURIComponent(soql)}`,
    org === 'hub' ? {} : { token: tokenOf(hub, org) },
  );
  return (body as { records: Record<string, unknown>[] }).records;
}

/** The 04t id of a version such as Orbit@1.0.0.1. */
export async function versionIdOf(hub: RunningHub, version: string): Promise<string> {
  const [name = '', number = ''] = version.split('@');
  const [major, minor, patch, build] = number.split('.');
  const [row] = await recordsIn(
    hub,
    'hub',
    `SELECT SubscriberPackageVersionId FROM Package2Version WHERE Package2.Name = '${name}' AND MajorVersion = ${major} ` +
      `AND MinorVersion = ${minor} AND PatchVersion = ${patch} AND BuildNumber = ${build}`,
  );
  return String(row?.['SubscriberPackageVersionId']);
}

/** What the org answers to the request itself. */
export async function askedToInstall(
  hub: RunningHub,
  org: OrgName,
  versionId: string,
  values: Readonly<Record<string, unknown>> = {},
): Promise<RestAnswer> {
  return rest(hub, `${TOOLING}/sobjects/PackageInstallRequest`, {
    method: 'POST',
    token: tokenOf(hub, org),
    body: JSON.stringify({ SubscriberPackageVersionKey: versionId, ...values }),
  });
}

export async function installRequest(
  hub: RunningHub,
  org: OrgName,
  id: string,
): Promise<Record<string, unknown>> {
  const path = `${TOOLING}/sobjects/PackageInstallRequest/${id}`;
  const { body } = await rest(hub, path, { token: tokenOf(hub, org) });
  return body as Record<string, unknown>;
}

/** Asks for an install of Orbit@1.0.0.1 and the like, and returns the request as it stands afterwards. */
export async function install(
  hub: RunningHub,
  org: OrgName,
  version: string,
  values: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const answer = await askedToInstall(hub, org, await versionIdOf(hub, version), values);
  return installRequest(hub, org, idOf(answer.body));
}

export async function uninstall(
  hub: RunningHub,
  org: OrgName,
  version: string,
): Promise<RestAnswer> {
  return rest(hub, `${TOOLING}/sobjects/SubscriberPackageVersionUninstallRequest`, {
    method: 'POST',
    token: tokenOf(hub, org),
    body: JSON.stringify({ SubscriberPackageVersionId: await versionIdOf(hub, version) }),
  });
}

/** The status of an uninstall by the id of its request. */
export async function uninstallStatus(hub: RunningHub, org: OrgName, id: string): Promise<unknown> {
  const path = `${TOOLING}/sobjects/SubscriberPackageVersionUninstallRequest/${id}`;
  const { body } = await rest(hub, path, { token: tokenOf(hub, org) });
  return (body as { Status: unknown }).Status;
}

/** Name and number of what is in an org. */
export async function installedIn(hub: RunningHub, org: OrgName): Promise<string[]> {
  const rows = await recordsIn(
    hub,
    org,
    'SELECT SubscriberPackage.Name, SubscriberPackageVersion.MajorVersion, SubscriberPackageVersion.MinorVersion, ' +
      'SubscriberPackageVersion.PatchVersion FROM InstalledSubscriberPackage ORDER BY SubscriberPackageId',
  );
  return rows.map((row) => {
    const version = row['SubscriberPackageVersion'] as Record<string, number>;
    const { Name } = row['SubscriberPackage'] as { Name: string };
    return `${Name}@${version['MajorVersion']}.${version['MinorVersion']}.${version['PatchVersion']}`;
  });
}

export async function advance(hub: RunningHub, advanceMs: number): Promise<void> {
  await fetch(`${hub.url}/__hub/clock`, { method: 'POST', body: JSON.stringify({ advanceMs }) });
}

/** What listMetadata, through the library's own request, says of a type in an org. */
export async function listed(hub: RunningHub, org: OrgName, type: string): Promise<string> {
  const response = await fetch(`${hub.url}/services/Soap/m/68.0`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body:
      '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header xmlns="http://soap.sforce.com/2006/04/metadata">' +
      `<SessionHeader><sessionId>${tokenOf(hub, org)}</sessionId></SessionHeader></soapenv:Header>` +
      `<soapenv:Body xmlns="http://soap.sforce.com/2006/04/metadata"><listMetadata><queries><type>${type}</type></queries></listMetadata></soapenv:Body></soapenv:Envelope>`,
  });
  return response.text();
}
