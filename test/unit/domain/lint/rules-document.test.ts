import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lintRulesDocument } from '../../../../scripts/write-lint-rules-doc.ts';

it('docs/lint-rules.md is what scripts/write-lint-rules-doc.ts writes', () => {
  const shipped = readFileSync(new URL('../../../../docs/lint-rules.md', import.meta.url), 'utf8');

  expect(shipped).toBe(lintRulesDocument());
});
