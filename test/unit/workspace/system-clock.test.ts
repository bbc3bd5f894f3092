import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/workspace/system-clock.ts';

describe('systemClock', () => {
  it('tells the time of this computer', () => {
    const clock = systemClock(new AbortController().signal);

    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
  });

  it('sleeps at least as long as asked', async () => {
    const clock = systemClock(new AbortController().signal);
    const before = performance.now();

    await clock.sleep(20);

    // Timers of Node.js may fire up to a millisecond early.
    expect(performance.now() - before).toBeGreaterThanOrEqual(19);
  });

  it('wakes up at once when the run is interrupted', async () => {
    const interruption = new AbortController();
    const sleeping = systemClock(interruption.signal).sleep(3_600_000);

    interruption.abort();

    await expect(sleeping).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });

  it('does not fall asleep after an interruption', async () => {
    await expect(systemClock(AbortSignal.abort()).sleep(0)).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
  });

  it('does not take a month for no time at all', async () => {
    const interruption = new AbortController();
    let isAwake = false;
    const sleeping = systemClock(interruption.signal)
      .sleep(31 * 24 * 3_600_000)
      .then(() => {
        isAwake = true;
      });

    await systemClock(new AbortController().signal).sleep(20);
    interruption.abort();

    await expect(sleeping).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(isAwake).toBe(false);
  });
});
