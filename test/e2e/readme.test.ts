import { describe, expect, it } from 'vitest';
import { firstReleaseOutput, shownReleaseOutput } from '../../scripts/write-readme.ts';

describe('README.md', () => {
  it('shows what the first release of a fresh clone prints', async () => {
    const printed = await firstReleaseOutput();

    expect(withoutChance(shownReleaseOutput())).toEqual(withoutChance(printed));
  });
});

/** What differs from run to run: times, the hub's port, and how many status lines a wait happens to show. */
function withoutChance(output: string): readonly string[] {
  return output
    .split('\n')
    .filter((line) => !line.startsWith('version    waiting'))
    .map((line) =>
      line.replaceAll(/\d+(\.\d+)? (ms|s)\b/g, 'a while').replaceAll(/:\d{4,5}\//g, ':PORT/'),
    )
    .map((line) =>
      line.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').replace(/ \(a while\)$/, ''),
    );
}
