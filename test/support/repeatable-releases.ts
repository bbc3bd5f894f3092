import { afterAll } from 'vitest';
import { openGate, type Gate } from './gate.ts';
import { openTestbed, type Testbed } from './testbed.ts';

/** Testbeds in which the same release gives the same bytes: one address, one commit, and a hub whose time stands still. */
export interface RepeatableReleases {
  readonly gate: Gate;
  open(): Promise<Testbed>;
}

const NOON = Date.parse('2026-11-02T12:00:00Z');

/** For one file of tests, of which only one runs at a time. */
export async function openRepeatableReleases(): Promise<RepeatableReleases> {
  const gate = await openGate();
  afterAll(async () => gate.close());

  async function openBehindGate(): Promise<Testbed> {
    const testbed = await openTestbed({ loginUrl: gate.url, readMs: () => NOON });
    gate.hubUrl = testbed.hub.url;
    gate.keeper = undefined;
    return testbed;
  }

  return { gate, open: openBehindGate };
}
