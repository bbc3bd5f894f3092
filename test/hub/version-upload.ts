import JSZip from 'jszip';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { query, rest } from './hub-fixture.ts';
import type { RestAnswer } from './hub-fixture.ts';

const TOOLING = '/services/data/v68.0/tooling/sobjects';
const ORG = '00Dxy000000OrbT';

export type Files = Readonly<Record<string, string>>;

/** What makes up one upload; everything has a default that the hub accepts. */
export interface Upload {
  readonly files?: Files;
  readonly manifest?: string;
  readonly descriptor?: Readonly<Record<string, unknown>>;
  readonly definition?: unknown;
  readonly request?: Readonly<Record<string, unknown>>;
}

/** A package of the fixture's namespace; returns its 0Ho id. */
export async function packageNamed(hub: RunningHub, Name: string): Promise<string> {
  const { body } = await rest(hub, `${TOOLING}/Package2`, {
    method: 'POST',
    body: JSON.stringify({
      Name,
      Description: '',
      NamespacePrefix: 'orbitns',
      ContainerOptions: 'Managed',
    }),
  });
  return idOf(body);
}

export function header(name: string, elements: Files = {}): string {
  return xml('ExternalClientApplication', {
    contactEmail: 'a@b.example',
    distributionState: 'Packaged',
    isProtected: 'false',
    label: name,
    orgScopedExternalApp: `${ORG}:${name}`,
    ...elements,
  });
}

export function oauth(app: string, elements: Files = {}): string {
  return xml('ExtlClntAppOauthSettings', {
    commaSeparatedOauthScopes: 'Api',
    externalClientApplication: app,
    isFirstPartyAppEnabled: 'false',
    label: app,
    oauthLink: `${ORG}:888xy0000004aBc`,
    ...elements,
  });
}

export function xml(type: string, elements: Files): string {
  const inner = Object.entries(elements).map(([name, text]) => `    <${name}>${text}</${name}>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${inner.join('')}</${type}>\n`;
}

export const ORBIT_FILES: Files = {
  'externalClientApps/Orbit.eca': header('Orbit'),
  'extlClntAppOauthSettings/Some_Login.ecaOauth': oauth('Orbit'),
};

const TYPE_OF: Files = {
  eca: 'ExternalClientApplication',
  ecaOauth: 'ExtlClntAppOauthSettings',
  ecaGlblOauth: 'ExtlClntAppGlobalOauthSettings',
  ecaOauthPlcy: 'ExtlClntAppOauthConfigurablePolicies',
  ecaPlcy: 'ExtlClntAppConfigurablePolicies',
  ecaOauthSecurity: 'ExtlClntAppOauthSecuritySettings',
  ecaSamlPlcy: 'ExtlClntAppSamlConfigurablePolicies',
  ecaMobile: 'ExtlClntAppMobileSettings',
  ecaAttest: 'ExtlClntAppAttestSettings',
  ecaPush: 'ExtlClntAppPushSettings',
  ecaNotifications: 'ExtlClntAppNotificationSettings',
  ecaCanvas: 'ExtlClntAppCanvasSettings',
};

/** package.xml for the files, and the empty Profile entry that @salesforce/packaging always adds. */
export function manifestFor(files: Files, version = '67.0'): string {
  const types = Object.keys(files).map((path) => {
    const [name = '', suffix = ''] = path.slice(path.lastIndexOf('/') + 1).split('.');
    return `<types><members>${name}</members><name>${TYPE_OF[suffix] ?? suffix}</name></types>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">${types.join('')}<types><name>Profile</name></types><version>${version}</version></Package>`;
}

export async function versionInfo(packageId: string, upload: Upload): Promise<Buffer> {
  const files = upload.files ?? ORBIT_FILES;
  const inner = new JSZip();
  inner.file('package.xml', upload.manifest ?? manifestFor(files));
  for (const [path, text] of Object.entries(files)) inner.file(path, text);
  const outer = new JSZip();
  outer.file('package.zip', await inner.generateAsync({ type: 'nodebuffer' }));
  outer.file(
    'package2-descriptor.json',
    JSON.stringify({
      versionName: 'a version',
      versionNumber: '1.0.0.NEXT',
      path: 'force-app',
      versionDescription: 'what it is',
      id: packageId,
      ancestorId: '',
      ...upload.descriptor,
    }),
  );
  if (upload.definition !== undefined)
    outer.file('scratch-org-definition.json', JSON.stringify(upload.definition));
  return outer.generateAsync({ type: 'nodebuffer' });
}

/** Sends the request as plain JSON; the answer is whatever the hub says at once. */
export async function asked(
  hub: RunningHub,
  packageId: string,
  upload: Upload = {},
): Promise<RestAnswer> {
  const bytes = await versionInfo(packageId, upload);
  return rest(hub, `${TOOLING}/Package2VersionCreateRequest`, {
    method: 'POST',
    body: JSON.stringify({
      Package2Id: packageId,
      VersionInfo: bytes.toString('base64'),
      CalculateCodeCoverage: true,
      ...upload.request,
    }),
  });
}

/** The messages of a build that is over; empty when it succeeded. */
export async function problemsOf(
  hub: RunningHub,
  packageId: string,
  upload: Upload,
): Promise<unknown[]> {
  const id = idOf((await asked(hub, packageId, upload)).body);
  const errors = await records(
    hub,
    `SELECT Message FROM Package2VersionCreateRequestError WHERE ParentRequest.Id = '${id}'`,
  );
  return errors.map(({ Message }) => Message);
}

/** The row of the version that a build made. */
export async function built(
  hub: RunningHub,
  packageId: string,
  upload: Upload = {},
): Promise<Record<string, unknown>> {
  const id = idOf((await asked(hub, packageId, upload)).body);
  const [request] = await records(
    hub,
    `SELECT Status, Package2VersionId FROM Package2VersionCreateRequest WHERE Id = '${id}'`,
  );
  const versionId = String(request?.['Package2VersionId']);
  const answer = await rest(hub, `${TOOLING}/Package2Version/${versionId}`);
  return answer.body as Record<string, unknown>;
}

export async function changed(hub: RunningHub, id: unknown, values: unknown): Promise<RestAnswer> {
  return rest(hub, `${TOOLING}/Package2Version/${String(id)}`, {
    method: 'PATCH',
    body: JSON.stringify(values),
  });
}

export async function released(
  hub: RunningHub,
  packageId: string,
  upload: Upload = {},
): Promise<Record<string, unknown>> {
  const version = await built(hub, packageId, upload);
  await changed(hub, version['Id'], { IsReleased: true });
  return version;
}

export async function records(
  hub: RunningHub,
  soql: string,
  root?: string,
): Promise<Record<string, unknown>[]> {
  const { body } = await query(hub, soql, root);
  return (body as { records: Record<string, unknown>[] }).records;
}

export function idOf(body: unknown): string {
  return (body as { id: string }).id;
}

/** The one error of a REST refusal. */
export function errorOf({ status, body }: RestAnswer): {
  status: number;
  errorCode?: unknown;
  message?: unknown;
} {
  const [first] = body as { errorCode: unknown; message: unknown }[];
  return { status, errorCode: first?.errorCode, message: first?.message };
}
