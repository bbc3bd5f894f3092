import { afterAll } from 'vitest';
import { artifactsOf } from './artifacts.ts';
import { openGate, type Gate } from './gate.ts';
import { openTestbed, type Testbed } from './testbed.ts';

/** Testbeds in which the same release gives the same bytes: one address, one commit, and a hub whose time stands still. */
export interface RepeatableReleases {
  readonly gate: Gate;
  open(): Promise<Testbed>;
  /** What a run writes that nothing disturbs. */
  undisturbedArtifacts(): Promise<Readonly<Record<string, string>>>;
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

  let undisturbed: Promise<Readonly<Record<string, string>>> | undefined;
  return {
    gate,
    open: openBehindGate,
    undisturbedArtifacts: async () => {
      undisturbed ??= (async () => {
        const testbed = await openBehindGate();
        await testbed.run('release');
        return artifactsOf(testbed.projectDir);
      })();
      return undisturbed;
    },
  };
}
