import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReleaseError, type ErrorCode } from '../../../src/domain/errors.ts';
import { retryRead } from '../../../src/salesforce/retry-reads.ts';

const AWAY = new ReleaseError('HUB_UNREACHABLE', 'The hub is away');

describe('retryRead', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  /** Of a read that fails so many times, and then answers. */
  async function outcomeOf(failures: number, error: unknown = AWAY) {
    let tries = 0;
    const startedAt = Date.now();
    const outcome = retryRead('reading the limits', async () => {
      tries += 1;
      if (tries <= failures) throw error;
      return Promise.resolve('the answer');
    }).then(
      (value) => ({ value }),
      (reason: unknown) => ({ reason }),
    );
    await vi.runAllTimersAsync();
    return { ...(await outcome), tries, tookMs: Date.now() - startedAt };
  }

  it('asks once where the answer comes', async () => {
    expect(await outcomeOf(0)).toMatchObject({ value: 'the answer', tries: 1, tookMs: 0 });
  });

  it.each([1, 4])('asks again after %i failures', async (failures) => {
    expect(await outcomeOf(failures)).toMatchObject({ value: 'the answer', tries: failures + 1 });
  });

  it('gives up after five tries and less than ten seconds, with what went wrong', async () => {
    const { tookMs, ...outcome } = await outcomeOf(99);

    expect(outcome).toEqual({ reason: AWAY, tries: 5 });
    expect(tookMs).toBeGreaterThan(5_000);
    expect(tookMs).toBeLessThan(10_000);
  });

  it.each([
    ['1.5 s', 1_500, 2, 1_500],
    ['nothing', 0, 2, 200],
    ['a minute', 60_000, 2, 60_000],
    ['more than a minute, which is given up', 60_001, 1, 0],
  ])('does not ask before a busy server wants it: %s', async (_asked, retryAfterMs, tries, ms) => {
    const busy = new ReleaseError('HUB_UNREACHABLE', 'Busy', { retryAfterMs });

    expect(await outcomeOf(1, busy)).toMatchObject({ tries, tookMs: ms });
  });

  it('pauses as asked before each try, and not after the last', async () => {
    const busy = new ReleaseError('HUB_UNREACHABLE', 'Busy', { retryAfterMs: 10_000 });

    expect(await outcomeOf(99, busy)).toEqual({ reason: busy, tries: 5, tookMs: 40_000 });
  });

  it.each([
    ['PERMISSION_MISSING', Object.assign(new Error('no'), { name: 'INSUFFICIENT_ACCESS' })],
    ['SESSION_EXPIRED', Object.assign(new Error('no'), { name: 'INVALID_SESSION_ID' })],
    ['HUB_REFUSED', Object.assign(new Error('no'), { name: 'MALFORMED_QUERY' })],
    ['HOST_NOT_ALLOWED', new ReleaseError('HOST_NOT_ALLOWED', 'stopped')],
    ['INTERRUPTED', new ReleaseError('INTERRUPTED', 'stopped')],
  ] satisfies [ErrorCode, unknown][])('does not ask again after %s', async (code, error) => {
    expect(await outcomeOf(1, error)).toMatchObject({ reason: { code }, tries: 1 });
  });

  it.each([
    Object.assign(new Error('busy'), { name: 'ERROR_HTTP_503' }),
    new TypeError("Cannot read properties of undefined (reading 'length')"),
    new TypeError('fetch failed'),
  ])('asks again after %s', async (error) => {
    expect(await outcomeOf(1, error)).toMatchObject({ value: 'the answer', tries: 2 });
  });
});
