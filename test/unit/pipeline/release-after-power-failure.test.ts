import { describe, expect, it } from 'vitest';
import { release } from '../../../src/pipeline/release.ts';
import { PowerFailure, portsUntil } from '../../support/dying-ports.ts';
import { outsideInMemory } from '../../support/in-memory-ports.ts';
import { releaseRequest } from '../../support/version-work.ts';

const REQUEST = releaseRequest({ promote: true });

const undisturbed = outsideInMemory();
const { ports, calls } = portsUntil(undefined, undisturbed.ports);
await release(REQUEST, ports);

/** Every call that a release makes to the outside, in their order. */
const outages = calls.flatMap((name, index) =>
  (['before', 'after'] as const).map((moment) => ({ name, call: index + 1, moment })),
);

describe('a release after a power failure', () => {
  it('is tried at every call to the outside', () => {
    expect(calls).toEqual(
      expect.arrayContaining(['hub.createPackage', 'hub.requestVersion', 'hub.promote']),
    );
    expect(calls.filter((name) => name === 'journal.record')).toHaveLength(2);
  });

  it.each(outages)(
    '$moment $name (call $call) ends as if there had been none',
    async ({ call, moment }) => {
      const outside = outsideInMemory();
      const interrupted = release(REQUEST, portsUntil({ call, moment }, outside.ports).ports);
      await expect(interrupted).rejects.toThrow(PowerFailure);

      const [published] = await release(REQUEST, outside.ports);

      expect(outside.hub.packages).toHaveLength(1);
      expect(outside.hub.requests).toHaveLength(1);
      expect(outside.hub.versions).toMatchObject([{ isReleased: true }]);
      expect(outside.files).toEqual(undisturbed.files);
      expect({ ...published?.version, createdAt: '' }).toEqual({
        ...undisturbed.published.at(-1),
        createdAt: '',
      });
    },
  );
});
