import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorsDocument } from '../../../scripts/write-errors-doc.ts';
import { explanationOf, THEMES } from '../../../src/domain/error-catalogue/error-catalogue.ts';
import { ERRORS, type ErrorCode } from '../../../src/domain/error-catalogue/error-codes.ts';
import { findEntry } from '../../../src/domain/error-catalogue/find-entry.ts';
import { adviceOn } from '../../../src/domain/error-catalogue/salesforce-advice.ts';
import {
  codeOfSalesforceText,
  SALESFORCE_TEXTS,
} from '../../../src/domain/error-catalogue/salesforce-texts.ts';

const CODES = Object.keys(ERRORS) as ErrorCode[];

describe('the catalogue of errors', () => {
  it('has every code in one theme', () => {
    const listed = Object.values(THEMES).flatMap((theme) => Object.keys(theme));

    expect(listed.toSorted()).toEqual(CODES.toSorted());
  });

  it.each(CODES)('says of %s what it means in one sentence, why, and what to do', (code) => {
    const { meaning, cause, steps } = explanationOf(code);

    expect(meaning).toMatch(/^\S[^!?\n]*\.$/);
    expect(cause).toMatch(/\.$/);
    expect(steps.join('').length).toBeGreaterThan(10);
  });

  it('is what docs/errors.md holds', () => {
    const shipped = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');

    expect(shipped).toBe(errorsDocument());
  });
});

describe('texts of Salesforce', () => {
  it.each(SALESFORCE_TEXTS.map(({ seen, code }) => [seen, code]))('%s means %s', (seen, code) => {
    expect(codeOfSalesforceText(seen)).toBe(code);
  });

  it.each([
    'FIELD_INTEGRITY_EXCEPTION: This version cannot be promoted.',
    'INVALID_FIELD: No such column',
    'The release 1234567-12345 of the package',
  ])('%s is not explained by guessing', (text) => {
    expect(codeOfSalesforceText(text)).toBeUndefined();
  });
});

describe('adviceOn', () => {
  it('explains the reasons of a failed build that are known, each once, and leaves the others alone', () => {
    const ephemeral = "External client apps that are created in ephemeral orgs can't be packaged.";

    const advice = adviceOn([ephemeral, 'Variable does not exist: result', ephemeral]);

    expect(advice).toEqual([expect.stringContaining('explain APP_FROM_SHORT_LIVED_ORG')]);
  });

  it('tells what to quote of a fault of Salesforce', () => {
    expect(adviceOn(['unexpected error: error code 1479842573-694'])).toEqual([
      'If it comes back: quote the ErrorId 1479842573-694 to Salesforce Support.',
    ]);
  });
});

describe('findEntry', () => {
  it.each([
    ['APP_IS_LOCAL', 'APP_IS_LOCAL'],
    ['app-is-local', 'APP_IS_LOCAL'],
    ['invalid_client_id', 'LOGIN_APP_UNKNOWN'],
    ['invalid_grant', 'LOGIN_REFUSED'],
    ['invalid_app_access', 'LOGIN_NOT_APPROVED'],
    ['OAUTH_EC_APP_NOT_FOUND', 'LOGIN_APP_NOT_INSTALLED'],
    ['Cross-org OAuth flows are not supported for this app', 'LOGIN_ACROSS_ORGS'],
    ['user hasn’t approved this consumer', 'LOGIN_NOT_APPROVED'],
  ])('finds %s', (asked, code) => {
    expect(findEntry(asked)).toEqual({ kind: 'found', code });
  });

  it.each([
    ['APP_IS_LOKAL', 'APP_IS_LOCAL'],
    ['nothing like it', undefined],
  ])('suggests for %s: %s', (asked, meant) => {
    expect(findEntry(asked)).toEqual({ kind: 'unknown', meant });
  });
});
