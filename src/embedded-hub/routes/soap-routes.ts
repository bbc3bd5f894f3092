import { readEnvelope } from '../soap/soap-envelope.ts';
import type { SoapRequest } from '../soap/soap-envelope.ts';
import { checkRetrieveStatus } from '../soap/check-retrieve-status.ts';
import { cancelDeploy, checkDeployStatus, deploy, deployRecentValidation } from '../soap/deploy.ts';
import { describeMetadata } from '../soap/describe-metadata.ts';
import { listMetadata } from '../soap/list-metadata.ts';
import { readMetadata } from '../soap/read-metadata.ts';
import { retrieve } from '../soap/retrieve.ts';
import { soapFault, soapResult } from '../soap/soap-answer.ts';
import type { SoapValue } from '../soap/soap-answer.ts';
import type { HubApp } from '../http/hub-context.ts';
import { Refusal, Undeclared, notBuilt } from '../refusal.ts';
import type { Hub } from '../state/hub.ts';
import { supportedVersion } from './api-version.ts';

/** The Metadata API: one address for each API version, the operation in the envelope. */
export function soapRoutes(app: HubApp, hub: Hub): void {
  app.post('/services/Soap/m/:version', async (context) => {
    try {
      const request = readEnvelope(await context.req.text());
      const apiVersion = supportedVersion(hub, context.req.param('version'));
      return soapResult(request?.operation.name ?? '', await perform(hub, request, apiVersion));
    } catch (error) {
      if (error instanceof Undeclared) context.set('undeclared', error.what);
      if (error instanceof Refusal) return soapFault(error);
      throw error;
    }
  });
}

async function perform(
  hub: Hub,
  request: SoapRequest | undefined,
  apiVersion: number | undefined,
): Promise<SoapValue> {
  if (request === undefined)
    throw new Refusal(500, 'INVALID_SOAP', 'The request is not a SOAP envelope.');
  if (apiVersion === undefined) {
    throw new Refusal(500, 'UNSUPPORTED_API_VERSION', 'Invalid Api version specified on URL');
  }
  const org = hub.sessions.orgOf(request.sessionId);
  if (org === undefined) {
    throw new Refusal(
      500,
      'INVALID_SESSION_ID',
      'Invalid Session ID found in SessionHeader: Illegal Session',
    );
  }
  const { operation } = request;
  switch (operation.name) {
    case 'listMetadata':
      return listMetadata(org, operation, apiVersion);
    case 'describeMetadata':
      return describeMetadata(org, operation, apiVersion);
    case 'retrieve':
      return retrieve(org, operation);
    case 'checkRetrieveStatus':
      return checkRetrieveStatus(org, operation);
    case 'readMetadata':
      return readMetadata(org, operation, apiVersion);
    case 'deploy':
      return deploy(org, operation);
    case 'checkDeployStatus':
      return checkDeployStatus(org, operation);
    case 'cancelDeploy':
      return cancelDeploy(org, operation);
    case 'deployRecentValidation':
      return deployRecentValidation(org, operation);
    default:
      throw notBuilt(`the metadata operation ${operation.name}`);
  }
}
