import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { planFile, readPlan } from '../../../src/artifacts/plan-file.ts';
import { planJsonSchema } from '../../../src/artifacts/plan-schema.ts';
import { redactorFor } from '../../../src/domain/redaction.ts';
import { releasePlan } from '../../support/release-plan.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function saved(secrets: readonly string[] = []) {
  const file = join(await temporaryFolder('plan'), 'plan.json');
  const store = planFile({ file, redact: redactorFor(secrets), writeFile });
  expect(await store.save(releasePlan())).toBe(file);
  return file;
}

describe('a saved plan', () => {
  it('is read as it was made', async () => {
    expect(await readPlan(await saved())).toEqual(releasePlan());
  });

  it('fits the published schema', async () => {
    const validate = new Ajv2020().compile(planJsonSchema() as object);

    expect(validate(JSON.parse(readFileSync(await saved(), 'utf8')))).toBe(true);
    expect(validate({ ...releasePlan(), formatVersion: 2 })).toBe(false);
  });

  it('holds no secret', async () => {
    expect(readFileSync(await saved(['1.4.0.NEXT']), 'utf8')).not.toContain('1.4.0.NEXT');
  });

  it.each([
    ['no JSON', 'plan'],
    ['another document', '{"kind":"eca-release/run"}'],
    ['a plan of a later format', JSON.stringify({ ...releasePlan(), formatVersion: 2 })],
    ['a plan that was edited', JSON.stringify({ ...releasePlan(), packages: [{}] })],
  ])('is refused where it is %s', async (_what, text) => {
    const file = await saved();
    await writeFile(file, text);

    await expect(readPlan(file)).rejects.toMatchObject({
      code: 'PLAN_INVALID',
      detail: { location: { file } },
    });
  });

  it('is refused where there is none', async () => {
    await expect(readPlan('/no/such/plan.json')).rejects.toMatchObject({ code: 'PLAN_INVALID' });
  });
});

describe('plan.schema.json', () => {
  it('is what scripts/write-artifact-schema.ts writes', () => {
    const shipped = readFileSync(
      new URL('../../../src/artifacts/plan.schema.json', import.meta.url),
      'utf8',
    );

    expect(JSON.parse(shipped)).toEqual(planJsonSchema());
  });
});
