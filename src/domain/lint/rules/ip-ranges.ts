import { addressNumber } from '../ip-address.ts';
import { placeOf, placeOfElement } from '../metadata-file.ts';
import { ofOauthSettings, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { rangesOf } from '../trusted-ranges.ts';

/** Metadata API guide: the most ranges that one app may have. */
const MOST_RANGES = 128;

export const ipRanges: LintRule = {
  id: 'ip-ranges',
  severity: 'error',
  title: 'Trusted IP ranges are addresses, run from low to high, and are 128 at most.',
  why: 'Salesforce refuses others, after the build slot is spent.',
  source: SOURCES.oauthSettings,
  fix: 'Correct the range in Setup › External Client App Manager › the app › Edit › OAuth Settings, and retrieve.',
  good: {
    elements: {
      ExtlClntAppOauthSettings:
        '<trustedIpRanges>\n    <endIpAddress>203.0.113.20</endIpAddress>\n    <startIpAddress>203.0.113.10</startIpAddress>\n</trustedIpRanges>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthSettings:
        '<trustedIpRanges>\n    <endIpAddress>203.0.113.10</endIpAddress>\n    <startIpAddress>203.0.113.20</startIpAddress>\n</trustedIpRanges>',
    },
  },
  reads: 'files',
  check: ofOauthSettings((file) => {
    const ranges = rangesOf(file);
    const problems = ranges.flatMap(({ element, start, end }) => {
      const problem = problemOf(start, end);
      if (problem === undefined) return [];
      return [
        {
          place: placeOfElement(file, element),
          message: problem,
          found: `${start || 'nothing'} to ${end || 'nothing'}`,
        },
      ];
    });
    if (ranges.length <= MOST_RANGES) return problems;
    return [
      ...problems,
      {
        place: placeOf(file, 'trustedIpRanges'),
        message: 'There are more trusted IP ranges than Salesforce takes',
        found: String(ranges.length),
        wanted: `${MOST_RANGES} at most`,
      },
    ];
  }),
};

function problemOf(start: string, end: string): string | undefined {
  const [first, last] = [addressNumber(start), addressNumber(end)];
  if (first === undefined || last === undefined) return 'A trusted IP range needs two addresses';
  if (first.version !== last.version)
    return 'A trusted IP range begins and ends in one version of IP';
  return first.value > last.value ? 'A trusted IP range ends before it begins' : undefined;
}
