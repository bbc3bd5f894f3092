import type { DevHub } from '../../ports/dev-hub.ts';
import { done, type StageOutcome } from '../stage.ts';

/** Logs in. */
export async function connect(openHub: () => Promise<DevHub>): Promise<StageOutcome<DevHub>> {
  const hub = await openHub();
  const { username, orgId, instanceUrl, apiVersion } = hub.identity;
  return done(`${username} (${orgId}) at ${instanceUrl}, API ${apiVersion}`, hub);
}
