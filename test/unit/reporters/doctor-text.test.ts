import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/domain/doctor/finding.ts';
import { reportOf } from '../../../src/domain/doctor/report.ts';
import { doctorText } from '../../../src/reporters/doctor-text.ts';
import { PLAIN_LOOK } from '../../../src/reporters/look.ts';

const LOCAL: Finding = {
  check: 'app-packaged',
  area: 'app',
  title: 'The app is meant for distribution',
  verdict: 'fail',
  about: 'Acme_Connector',
  says: 'It is not.',
  evidence: [{ asked: 'wanted Packaged', answer: 'Local' }],
  fix: ['Set it to Packaged.'],
  code: 'APP_IS_LOCAL',
};

describe('doctorText', () => {
  it('tells a step once, and of the checks that wait for it only that they wait', () => {
    const waiting: Finding = {
      ...LOCAL,
      check: 'ancestor',
      area: 'package',
      title: 'The version has its ancestor',
      verdict: 'unknown',
      says: 'Could not tell.',
    };
    const other: Finding = {
      ...waiting,
      check: 'drift',
      title: 'Nothing differs',
      fix: ['Set it to Packaged.', 'Log in again.'],
    };

    const text = doctorText(reportOf([LOCAL, waiting, other]), PLAIN_LOOK);

    expect(text).toMatchInlineSnapshot(`
      "app
        ✖ The app is meant for distribution (Acme_Connector)  fail (app-packaged)
            It is not.
            wanted Packaged → Local
            - Set it to Packaged.
            APP_IS_LOCAL: npm run eca -- explain APP_IS_LOCAL

      package
        · The version has its ancestor (Acme_Connector)  could not tell (ancestor) until what stands above is done
        · Nothing differs (Acme_Connector)  could not tell (drift)
            Could not tell.
            wanted Packaged → Local
            - Set it to Packaged.
            - Log in again.
            APP_IS_LOCAL: npm run eca -- explain APP_IS_LOCAL

      0 pass, 0 warn, 1 fail, 2 could not be told. The evidence of every check: --json"
    `);
  });
});
