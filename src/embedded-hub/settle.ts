import { scheduledDeploys } from './deploy/deploy-job.ts';
import { scheduledInstalls } from './installing/install-requests.ts';
import { scheduledUninstalls } from './installing/uninstall-requests.ts';
import { scheduledBuilds } from './packaging/build-progress.ts';
import { scheduledPushes } from './push/push-progress.ts';
import type { Hub } from './state/hub.ts';

/** Does what has become due since somebody last looked, in the order of time; called before anybody looks. */
export function settle(hub: Hub): void {
  for (;;) {
    const [next] = [
      ...scheduledBuilds(hub),
      ...scheduledDeploys(hub),
      ...scheduledInstalls(hub),
      ...scheduledUninstalls(hub),
      ...scheduledPushes(hub),
    ]
      .filter(({ atMs }) => atMs <= hub.clock.now())
      .toSorted((left, right) => left.atMs - right.atMs);
    if (next === undefined) return;
    next.run();
  }
}
