import { describe, it } from 'vitest';
import { FAULT_KINDS, metBy, onceAtEvery, runUntilDone, script } from '../support/fault-storm.ts';
import { recordedRuns } from '../support/recorded-runs.ts';
import { openTestbed } from '../support/testbed.ts';

const recorded = await recordedRuns('release', 'promote');

describe('once at every request of a promotion', () => {
  it.for(FAULT_KINDS)(
    '$title costs neither the promotion nor a second version',
    async (kind, { expect }) => {
      const testbed = await openTestbed({ login: 'refresh-token' });
      await testbed.run('release');
      const faults = onceAtEvery(recorded.promote.requests, kind);
      await script(testbed, faults);

      const outcomes = await runUntilDone(testbed, 'promote');

      const { versions } = await testbed.hub.records();
      expect(outcomes.map(({ failure }) => failure?.code)).not.toContain('APP_NOT_FOUND');
      expect(outcomes.at(-1)).toMatchObject({
        outcome: 'succeeded',
        versions: [{ state: 'released' }],
      });
      expect(metBy(testbed, faults)).toBeGreaterThan(0.8 * faults.length);
      expect(versions).toMatchObject([{ isReleased: true }]);
    },
  );
});
