import type { Connection } from '@salesforce/core';
import { componentXml, packageXml, zipOf } from './metadata-calls.ts';

export type DeployFiles = Readonly<Record<string, string | Uint8Array>>;
export type DeployWish = Parameters<Connection['metadata']['deploy']>[1];

/** As `sf project deploy start` sends it, except for what is told. Asks once for the result. */
export async function deployed(
  connection: Connection,
  files: DeployFiles,
  options: DeployWish = {},
) {
  const { id } = await connection.metadata.deploy(await zipOf(files), {
    rollbackOnError: true,
    singlePackage: true,
    ...options,
  });
  return connection.metadata.checkDeployStatus(id, true);
}

/** Problem texts of a deploy, each with the component it is about. */
export function problemsOf(result: Awaited<ReturnType<typeof deployed>>): string[] {
  return result.details.componentFailures.map(
    ({ componentType, fullName, problem }) => `${componentType} ${fullName}: ${problem}`,
  );
}

/** A new app as a developer writes it: what the server makes is not in it. */
export function cometFiles(
  changes: {
    readonly header?: Readonly<Record<string, string>>;
    readonly oauth?: Readonly<Record<string, string>>;
  } = {},
): Record<string, string> {
  return {
    'package.xml': packageXml({
      ExternalClientApplication: ['Comet'],
      ExtlClntAppOauthSettings: ['CometSettings'],
    }),
    'externalClientApps/Comet.eca': componentXml('ExternalClientApplication', {
      contactEmail: 'dev@acme.example',
      distributionState: 'Local',
      label: 'Comet',
      ...changes.header,
    }),
    'extlClntAppOauthSettings/CometSettings.ecaOauth': componentXml('ExtlClntAppOauthSettings', {
      commaSeparatedOauthScopes: 'Api, RefreshToken',
      externalClientApplication: 'Comet',
      label: 'Comet settings',
      ...changes.oauth,
    }),
  };
}

/** Global OAuth settings of it, to be added to the others; `*` in package.xml takes whatever is there. */
export function cometGlobalOauth(
  values: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    'package.xml': packageXml({
      ExternalClientApplication: ['*'],
      ExtlClntAppGlobalOauthSettings: ['*'],
      ExtlClntAppOauthSettings: ['*'],
    }),
    'extlClntAppGlobalOauthSets/CometGlobal.ecaGlblOauth': componentXml(
      'ExtlClntAppGlobalOauthSettings',
      { externalClientApplication: 'Comet', label: 'Comet global', ...values },
    ),
  };
}
