import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { eventsDocument } from '../../../scripts/write-events-doc.ts';

it('docs/events.md is what scripts/write-events-doc.ts writes', () => {
  const shipped = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8');

  expect(shipped).toBe(eventsDocument());
});
