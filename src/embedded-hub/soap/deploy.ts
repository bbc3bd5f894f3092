import { soapDeployOptions } from '../deploy/deploy-options.ts';
import { deployStatus } from '../deploy/deploy-job.ts';
import {
  deployNamed,
  requestCancel,
  requestDeploy,
  requestQuickDeploy,
} from '../deploy/deploy-requests.ts';
import { deployResult } from '../deploy/deploy-result.ts';
import type { XmlElement } from '../metadata/parse-xml.ts';
import { Refusal } from '../refusal.ts';
import type { Org } from '../state/org.ts';
import type { SoapValue } from './soap-answer.ts';

export async function deploy(org: Org, operation: XmlElement): Promise<SoapValue> {
  const options = soapDeployOptions(operation.child('DeployOptions'));
  const zip = operation.child('ZipFile')?.text ?? '';
  // Code and text assumed.
  if (options === undefined || zip === '')
    throw new Refusal(500, 'INVALID_OPERATION', 'deploy needs a ZipFile and DeployOptions');
  const { id } = await requestDeploy(org, Buffer.from(zip, 'base64'), options);
  return { done: false, id, state: 'Queued' };
}

export function checkDeployStatus(org: Org, operation: XmlElement): SoapValue {
  const job = deployNamed(org, operation.child('asyncProcessId')?.text ?? '');
  const withDetails = operation.child('includeDetails')?.text === 'true';
  return deployResult(org, job, { withDetails, date: (ms) => new Date(ms).toISOString() });
}

export function cancelDeploy(org: Org, operation: XmlElement): SoapValue {
  const job = deployNamed(
    org,
    operation.child('id')?.text ?? operation.child('String')?.text ?? '',
  );
  requestCancel(org, job);
  return { done: deployStatus(job, org.hub.clock.now()) === 'Canceled', id: job.id };
}

/** The answer is the id of the new deploy, nothing around it. */
export function deployRecentValidation(org: Org, operation: XmlElement): SoapValue {
  return requestQuickDeploy(org, operation.child('validationId')?.text ?? '').id;
}
