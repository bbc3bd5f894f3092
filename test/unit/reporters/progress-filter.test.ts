import { describe, expect, it } from 'vitest';
import { createProgressFilter } from '../../../src/reporters/progress-filter.ts';
import { eventOf } from './sample-run.ts';

function waiting(requestId: string, status: string, waitedMs: number) {
  return eventOf('create.progressed', { package: 'Acme', requestId, status, waitedMs });
}

describe('createProgressFilter', () => {
  it('lets a status pass when it changes, and once a minute while it stays', () => {
    const isNews = createProgressFilter();
    const waits = [0, 5, 59, 60, 90, 119, 121].map((seconds) =>
      waiting('08c1', 'Queued', seconds * 1000),
    );

    expect(waits.map(isNews)).toEqual([true, false, false, true, false, false, true]);
    expect(isNews(waiting('08c1', 'Initializing', 122_000))).toBe(true);
    expect(isNews(waiting('08c1', 'Queued', 123_000))).toBe(true);
  });

  it('keeps two requests apart', () => {
    const isNews = createProgressFilter();

    expect([waiting('08c1', 'Queued', 0), waiting('08c2', 'Queued', 0)].map(isNews)).toEqual([
      true,
      true,
    ]);
  });

  it('lets the same detail of a stage pass once, for each package', () => {
    const isNews = createProgressFilter();
    const retrieving = (packageName: string) =>
      eventOf('stage.progressed', { stage: 'retrieve', package: packageName, detail: 'waiting' });

    expect(['Acme', 'Acme', 'Acme Billing'].map(retrieving).map(isNews)).toEqual([
      true,
      false,
      true,
    ]);
  });
});
