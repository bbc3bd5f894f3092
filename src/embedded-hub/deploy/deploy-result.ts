import type { Org } from '../state/org.ts';
import { deployStatus, isDone } from './deploy-job.ts';
import type { DeployJob } from './deploy-job.ts';
import type { DeployMessage } from './deploy-message.ts';
import { runsTests } from './deploy-options.ts';

/** Metadata API guide, DeployResult. Both APIs show it; each writes dates in its own way, from epoch milliseconds. */
export function deployResult(
  org: Org,
  job: DeployJob,
  { withDetails, date }: { readonly withDetails: boolean; readonly date: (ms: number) => string },
) {
  const now = org.hub.clock.now();
  const status = deployStatus(job, now);
  const done = isDone(status);
  const messages = status === 'Canceled' ? [] : (job.outcome?.messages ?? []);
  const components = messages.filter(({ componentType }) => componentType !== '');
  const failures = messages.filter(({ outcome }) => outcome === 'failed');
  const userName = org.login.userName;
  const lastMs = Math.min(now, job.cancel?.doneMs ?? job.endMs);
  return {
    ...(job.cancel === undefined ? {} : { canceledBy: org.userId, canceledByName: userName }),
    checkOnly: job.options.checkOnly,
    ...(done ? { completedDate: date(job.cancel?.doneMs ?? job.endMs) } : {}),
    createdBy: org.userId,
    createdByName: userName,
    createdDate: date(job.createdMs),
    ...(withDetails ? { details: details(org, job, messages, date) } : {}),
    done,
    ...(job.folders === undefined && done
      ? {
          // Text assumed.
          errorMessage: 'UNKNOWN_EXCEPTION: The deploy is not a zip file.',
          errorStatusCode: 'UNKNOWN_EXCEPTION',
        }
      : {}),
    id: job.id,
    ignoreWarnings: job.options.ignoreWarnings,
    lastModifiedDate: date(Math.max(job.createdMs, lastMs)),
    numberComponentErrors: failures.length,
    numberComponentsDeployed: components.filter(({ outcome }) => outcome !== 'failed').length,
    numberComponentsTotal: new Set([...components, ...failures]).size,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    rollbackOnError: job.options.rollbackOnError,
    runTestsEnabled: runsTests(job.options),
    ...(now < job.startMs ? {} : { startDate: date(job.startMs) }),
    status,
    success: status === 'Succeeded' || status === 'SucceededPartial',
  };
}

function details(
  org: Org,
  job: DeployJob,
  messages: readonly DeployMessage[],
  date: (ms: number) => string,
) {
  const shown = (message: DeployMessage) => shownMessage(org, message, date(job.endMs));
  return {
    componentFailures: messages.filter(({ outcome }) => outcome === 'failed').map(shown),
    componentSuccesses: messages.filter(({ outcome }) => outcome !== 'failed').map(shown),
    runTestResult: { numFailures: 0, numTestsRun: 0, totalTime: 0 },
  };
}

function shownMessage(org: Org, message: DeployMessage, createdDate: string) {
  const { problem, outcome } = message;
  const type = org.metadata.typeNamed(message.componentType, Number.POSITIVE_INFINITY);
  const id =
    type === undefined ? undefined : org.metadata.componentNamed(type, message.fullName)?.id;
  return {
    changed: ['created', 'changed', 'deleted'].includes(outcome),
    ...(problem?.at === undefined ? {} : { columnNumber: problem.at.column }),
    componentType: message.componentType,
    created: outcome === 'created',
    createdDate,
    deleted: outcome === 'deleted',
    fileName: message.fileName,
    fullName: message.fullName,
    ...(id === undefined ? {} : { id }),
    ...(problem?.at === undefined ? {} : { lineNumber: problem.at.line }),
    ...(problem === undefined
      ? {}
      : { problem: problem.text, problemType: problem.isWarning === true ? 'Warning' : 'Error' }),
    success: outcome !== 'failed',
  };
}
