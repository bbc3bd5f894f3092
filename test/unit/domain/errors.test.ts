import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERRORS, EXIT, exitCodeFor, failureOf, ReleaseError } from '../../../src/domain/errors.ts';

const SOURCES = join(import.meta.dirname, '..', '..', '..', 'src');
const TESTS = join(import.meta.dirname, '..', '..');

describe('exitCodeFor', () => {
  it.each([
    ['CONFIG_INVALID', 2],
    ['LOGIN_REFUSED', 3],
    ['NAMESPACE_NOT_LINKED', 4],
    ['WAIT_EXPIRED', 5],
    ['NOT_CONFIRMED', 6],
    ['VERSION_BUILD_FAILED', 7],
    ['DEFECT', 70],
  ] as const)('tells %s by %i', (code, exitCode) => {
    expect(exitCodeFor(new ReleaseError(code, 'It went wrong'))).toBe(exitCode);
  });

  it.each([new TypeError('oops'), 'oops', undefined])('takes %j for a defect', (thrown) => {
    expect(exitCodeFor(thrown)).toBe(70);
  });

  it('has no exit code that a shell or Node.js gives a meaning of its own', () => {
    const codes: readonly number[] = Object.values(EXIT);

    expect(codes.filter((code) => code < 2 || (code > 8 && code < 64) || code > 113)).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('failureOf', () => {
  it('carries everything that the error tells', () => {
    const error = new ReleaseError('PROJECT_FILE_INVALID', 'The project file cannot be used', {
      found: 'a comma',
      wanted: 'a brace',
      why: 'It is no JSON.',
      actions: ['Mend it.'],
      location: { file: 'sfdx-project.json', line: 3 },
      problems: [{ message: 'a comma too many' }],
      cause: new SyntaxError('unexpected token'),
    });

    expect(failureOf(error)).toEqual({
      code: 'PROJECT_FILE_INVALID',
      message: 'The project file cannot be used',
      exitCode: 2,
      retryable: false,
      turn: 'you',
      found: 'a comma',
      wanted: 'a brace',
      why: 'It is no JSON.',
      actions: ['Mend it.'],
      location: { file: 'sfdx-project.json', line: 3 },
      problems: [{ message: 'a comma too many' }],
    });
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  it.each([
    [new RangeError('out of bounds'), 'RangeError: out of bounds'],
    ['a string', 'a string'],
    [undefined, 'undefined'],
  ])('says of %s that it is a defect', (thrown, message) => {
    expect(failureOf(thrown)).toMatchObject({ code: 'DEFECT', message, exitCode: 70 });
    expect(failureOf(thrown).actions.join()).toContain('--debug');
  });
});

describe('the catalogue of errors', () => {
  it('names nothing that is never thrown', async () => {
    const text = await sourceText();

    const unused = Object.keys(ERRORS).filter((code) => !text.includes(`'${code}'`));

    expect(unused).toEqual([]);
  });

  it('names nothing that no test of a whole run ends with', async () => {
    const text = await textOf(TESTS, (file) => /^(e2e|bad-input|github|faults)\//.test(file));

    const untried = Object.keys(ERRORS).filter((code) => !new RegExp(`\\b${code}\\b`).test(text));

    expect(untried).toEqual([]);
  });
});

/** All of src; the catalogue itself does not quote its codes. */
async function sourceText(): Promise<string> {
  return textOf(SOURCES, (file) => file.endsWith('.ts'));
}

async function textOf(folder: string, isMeant: (file: string) => boolean): Promise<string> {
  const files = (await readdir(folder, { recursive: true })).filter(isMeant);
  const texts = await Promise.all(files.map(async (file) => readFile(join(folder, file), 'utf8')));
  return texts.join('\n');
}
