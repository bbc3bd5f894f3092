import type { Connection } from '@salesforce/core';
import { z } from 'zod';
import {
  PERMISSIONS,
  type LoginFacts,
  type ObjectAccess,
  type OrganizationFacts,
  type PermissionName,
  type UserPermissions,
} from '../domain/doctor/facts.ts';
import { ReleaseError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrgInspector } from '../ports/org-inspector.ts';
import { checkedAnswer } from './checked-answer.ts';
import type { HubConnection } from './connect.ts';
import { listComponents, retrieveComponents } from './metadata-reader.ts';
import { queryRows } from './query-rows.ts';
import { retryRead } from './retry-reads.ts';
import { absentIfUnknown } from './withheld.ts';

const CONNECTED_APP = 'ConnectedApp';

/** What an org says of itself and of its user, through Salesforce's own libraries. */
export function orgInspector(
  { connection, identity }: HubConnection,
  kind: LoginFacts['kind'],
  clock: Clock,
): OrgInspector {
  return {
    readLogin: async () => ({
      ...identity,
      kind,
      holdsRenewal: holdsRenewal(connection),
      ...tokenFacts(connection.accessToken),
    }),
    readOrganization: async () => readOrganization(connection),
    readPermissions: async () => readPermissions(connection),
    readAccess: async (objectName) => readAccess(connection, objectName),
    listConnectedApps: async () =>
      (await listComponents(connection, [CONNECTED_APP])).map(({ fullName }) => fullName),
    readConnectedApp: async (name, apiVersion) => {
      const [component] = await retrieveComponents(
        connection,
        clock,
        [{ type: CONNECTED_APP, fullName: name }],
        apiVersion,
      );
      if (component !== undefined) return component;
      throw new ReleaseError('COMPONENT_MISSING', `The hub did not hand out ${name}`, {
        wanted: `${CONNECTED_APP}:${name}`,
      });
    },
  };
}

/** A refresh token, or the key of a JWT login: `sf org login access-token` stores neither. */
function holdsRenewal(connection: Connection): boolean {
  const { refreshToken, privateKey } = connection.getAuthInfoFields();
  return refreshToken !== undefined || privateKey !== undefined;
}

const CLAIMS = z.object({ exp: z.number().optional() });

/** A session id says nothing of itself; a JWT says when it ends. It is read here, not trusted. */
function tokenFacts(token: string | null | undefined): Pick<LoginFacts, 'usesJwtToken' | 'endsAt'> {
  const [header = '', payload = ''] = (token ?? '').split('.');
  const claims = header.startsWith('eyJ') ? claimsIn(payload) : undefined;
  return {
    usesJwtToken: claims !== undefined,
    endsAt: claims?.exp === undefined ? undefined : new Date(claims.exp * 1_000).toISOString(),
  };
}

function claimsIn(payload: string): z.infer<typeof CLAIMS> | undefined {
  try {
    return CLAIMS.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

const ORGANIZATION = z.object({
  Name: z.string(),
  OrganizationType: z.string(),
  IsSandbox: z.boolean(),
  TrialExpirationDate: z.string().nullish(),
});

async function readOrganization(connection: Connection): Promise<OrganizationFacts> {
  const doing = 'reading the organization';
  const [row] = await queryRows(connection, doing, {
    soql: 'SELECT Name, OrganizationType, IsSandbox, TrialExpirationDate FROM Organization',
    row: ORGANIZATION,
  });
  const found = checkedAnswer(ORGANIZATION, doing, row);
  return {
    name: found.Name,
    edition: found.OrganizationType,
    isSandbox: found.IsSandbox,
    trialEndsAt: found.TrialExpirationDate ?? undefined,
  };
}

/** One question a permission: one that the org does not know must not take the others along. */
async function readPermissions(connection: Connection): Promise<UserPermissions> {
  const entries = await Promise.all(
    PERMISSIONS.map(async (name) => [name, await readPermission(connection, name)] as const),
  );
  return Object.fromEntries(entries) as UserPermissions;
}

async function readPermission(
  connection: Connection,
  name: PermissionName,
): Promise<boolean | undefined> {
  const field = `Permissions${name}`;
  const rows = await absentIfUnknown(async () =>
    queryRows(connection, 'reading the permissions of the user', {
      soql: `SELECT ${field} FROM UserPermissionAccess`,
      row: z.object({ [field]: z.boolean() }),
    }),
  );
  return rows?.[0]?.[field];
}

const DESCRIBED = z.object({
  createable: z.boolean(),
  updateable: z.boolean(),
  fields: z.array(z.object({ name: z.string(), updateable: z.boolean() })),
});

async function readAccess(
  connection: Connection,
  objectName: string,
): Promise<ObjectAccess | undefined> {
  const doing = `asking what may be done with ${objectName}`;
  const answer = await absentIfUnknown(async () =>
    retryRead(doing, async () =>
      connection.request(
        `/services/data/v${connection.getApiVersion()}/tooling/sobjects/${objectName}/describe`,
      ),
    ),
  );
  if (answer === undefined) return undefined;
  const { createable, updateable, fields } = checkedAnswer(DESCRIBED, doing, answer);
  return {
    name: objectName,
    isCreateable: createable,
    isUpdateable: updateable,
    updateableFields: fields.filter((field) => field.updateable).map(({ name }) => name),
  };
}
