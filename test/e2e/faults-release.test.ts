import { describe, it } from 'vitest';
import { FAULT_KINDS, metBy, onceAtEvery, runUntilDone, script } from '../support/fault-storm.ts';
import { recordedRuns } from '../support/recorded-runs.ts';
import { openTestbed } from '../support/testbed.ts';

const recorded = await recordedRuns('release');

describe('once at every request of a release', () => {
  it.for(FAULT_KINDS)(
    '$title costs neither the release nor a second version',
    async (kind, { expect }) => {
      const testbed = await openTestbed({ login: 'refresh-token' });
      const faults = onceAtEvery(recorded.release.requests, kind);
      await script(testbed, faults);

      const outcomes = await runUntilDone(testbed, 'release');

      const { packages, createRequests, versions } = await testbed.hub.records();
      expect(outcomes.map(({ failure }) => failure?.code)).not.toContain('APP_NOT_FOUND');
      expect(outcomes.at(-1)).toMatchObject({ outcome: 'succeeded' });
      expect(metBy(testbed, faults)).toBeGreaterThan(0.8 * faults.length);
      expect([packages.length, createRequests.length, versions.length]).toEqual([1, 1, 1]);
    },
  );
});
