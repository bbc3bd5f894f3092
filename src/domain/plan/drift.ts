import { ReleaseError } from '../errors.ts';
import type { DriftPolicy } from '../release-config.ts';

/** Whether a release stops where the hub's app is not what is committed. */
export function stopsAtDrift(policy: DriftPolicy, isTagBuild: boolean): boolean {
  return policy === 'stop' || (policy === 'stop-on-tag' && isTagBuild);
}

/** What to tell whoever releases an app that differs from what is committed. */
export function hubDrifted(drifted: readonly string[]): ReleaseError {
  return new ReleaseError('HUB_DRIFTED', "The hub's app is not what is committed", {
    found: `a difference in ${drifted.join(', ')}`,
    wanted: 'the app as it was committed with the tag',
    why: 'What a tag releases has to be what was reviewed under that tag.',
    actions: [
      'Take it over: npm run eca -- retrieve, look at the difference, commit, and tag that commit.',
      'Or change the app back in the hub.',
      'Or allow it: drift: accept in config/release.yaml.',
    ],
  });
}
