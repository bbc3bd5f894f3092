import { addressNumber } from '../ip-address.ts';
import { placeOfElement } from '../metadata-file.ts';
import { ofOauthSettings, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { rangesOf } from '../trusted-ranges.ts';

/** As many as a /16 network has in IPv4, and a /32 in IPv6: more than the servers of one vendor. */
const MOST = { 4: 2n ** 16n, 6: 2n ** 96n } as const;

export const wideIpRange: LintRule = {
  id: 'wide-ip-range',
  severity: 'warning',
  title: 'A trusted IP range covers your servers, and not half of the internet.',
  why: 'From a trusted address the app gets in without the check that a login otherwise needs. A wide range lends that to everybody in it.',
  source: SOURCES.oauthSettings,
  fix: 'Name the addresses that your servers call from: the outgoing ones of your network, not those of the cloud.',
  good: {
    elements: {
      ExtlClntAppOauthSettings:
        '<trustedIpRanges>\n    <endIpAddress>203.0.113.20</endIpAddress>\n    <startIpAddress>203.0.113.10</startIpAddress>\n</trustedIpRanges>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthSettings:
        '<trustedIpRanges>\n    <endIpAddress>255.255.255.255</endIpAddress>\n    <startIpAddress>0.0.0.0</startIpAddress>\n</trustedIpRanges>',
    },
  },
  reads: 'files',
  check: ofOauthSettings((file) =>
    rangesOf(file).flatMap(({ element, start, end }) => {
      const [first, last] = [addressNumber(start), addressNumber(end)];
      if (first === undefined || last?.version !== first.version) return [];
      if (last.value - first.value < MOST[first.version]) return [];
      return [
        {
          place: placeOfElement(file, element),
          message: `${start} to ${end} trusts more addresses than one vendor has`,
          wanted: "your servers' addresses",
        },
      ];
    }),
  ),
};
