import { z } from 'zod';
import {
  deployNamed,
  requestCancel,
  requestDeploy,
  requestQuickDeploy,
} from '../deploy/deploy-requests.ts';
import type { DeployJob } from '../deploy/deploy-job.ts';
import { deployOptionsOf } from '../deploy/deploy-options.ts';
import { deployResult } from '../deploy/deploy-result.ts';
import type { HubApp, HubContext } from '../http/hub-context.ts';
import { json } from '../http/rest-answer.ts';
import { Refusal } from '../refusal.ts';

const ROOT = '/services/data/:version/metadata/deployRequest';

const cancelSchema = z.object({ deployResult: z.object({ status: z.literal('Canceling') }) });

/** Deploys over REST: Metadata API guide, "Deploy Metadata with REST". */
export function metadataRoutes(app: HubApp): void {
  app.post(ROOT, async (context) => {
    const org = context.get('org');
    const isForm = /^multipart\/form-data/i.test(context.req.header('content-type') ?? '');
    const job = isForm
      ? await deployOfForm(context)
      : requestQuickDeploy(org, await validationId(context));
    return json(shown(context, job, {}), 201);
  });

  app.get(`${ROOT}/:id`, (context) => {
    const withDetails = context.req.query('includeDetails') === 'true';
    return json(shown(context, jobOf(context), { withDetails }));
  });

  app.patch(`${ROOT}/:id`, async (context) => {
    const job = jobOf(context);
    if (!cancelSchema.safeParse(await jsonBody(context)).success) {
      // Text assumed.
      throw new Refusal(400, 'INVALID_INPUT', 'A deploy can only be set to the status Canceling.');
    }
    requestCancel(context.get('org'), job);
    return json(shown(context, job, {}), 202);
  });
}

/** One part is the zip, the other the options as JSON; clients give them names of their own. */
async function deployOfForm(context: HubContext): Promise<DeployJob> {
  const form = await context.req.formData().catch(() => undefined);
  let options: unknown;
  let zip: Uint8Array | undefined;
  for (const [, part] of form ?? []) {
    if (typeof part === 'string') options = jsonOf(part);
    else if (part.type.startsWith('application/json')) options = jsonOf(await part.text());
    else zip = new Uint8Array(await part.arrayBuffer());
  }
  const parsed = z.object({ deployOptions: z.unknown() }).safeParse(options);
  const deployOptions = parsed.success ? deployOptionsOf(parsed.data.deployOptions) : undefined;
  if (zip === undefined || deployOptions === undefined) {
    // Text assumed.
    throw new Refusal(
      400,
      'INVALID_MULTIPART_REQUEST',
      'A deploy needs a part with deployOptions and a file.',
    );
  }
  return requestDeploy(context.get('org'), zip, deployOptions);
}

async function validationId(context: HubContext): Promise<string> {
  const parsed = z
    .object({ validatedDeployRequestId: z.string() })
    .safeParse(await jsonBody(context));
  if (parsed.success) return parsed.data.validatedDeployRequestId;
  // Text assumed.
  throw new Refusal(400, 'INVALID_INPUT', 'validatedDeployRequestId is missing.');
}

function jobOf(context: HubContext): DeployJob {
  return deployNamed(context.get('org'), context.req.param('id') ?? '');
}

function shown(context: HubContext, job: DeployJob, { withDetails = false }) {
  const date = (ms: number) => new Date(ms).toISOString().replace('Z', '+0000');
  const result = deployResult(context.get('org'), job, { withDetails, date });
  return { id: job.id, deployOptions: job.options, deployResult: { url: null, ...result } };
}

async function jsonBody(context: HubContext): Promise<unknown> {
  return jsonOf(await context.req.text());
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
