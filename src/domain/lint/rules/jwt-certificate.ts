import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Long enough to make a new one and to bring it to every server. */
const DAYS_LEFT = 30;

export const jwtCertificate: LintRule = {
  id: 'jwt-certificate',
  severity: 'warning',
  title: 'An app that signs assertions has a certificate, and it is good for another 30 days.',
  why: 'When it ends every login of the app ends, in every org at once. A deployment that leaves the certificate out clears it.',
  source: SOURCES.globalOauth,
  fix: 'Setup › External Client App Manager › the app › Edit › OAuth Settings › Enable JWT Bearer Flow: upload a certificate.',
  good: { profile: 'web-server' },
  bad: { profile: 'jwt-bearer' },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ certificate }, { name, profile }, { readAt }) => {
    if (certificate === undefined)
      return profile?.needsCertificate === true
        ? [
            {
              message: `${name} is a jwt-bearer app without a certificate`,
              wanted: 'a certificate',
            },
          ]
        : [];
    const { expiresAt } = certificate;
    if (expiresAt === undefined)
      return [
        { message: `The certificate of ${name} cannot be read`, wanted: 'an X.509 certificate' },
      ];
    const days = Math.floor((Date.parse(expiresAt) - Date.parse(readAt)) / DAY_MS);
    if (days >= DAYS_LEFT) return [];
    return [
      {
        message:
          days < 0
            ? `The certificate of ${name} has ended`
            : `The certificate of ${name} ends soon`,
        found: expiresAt.slice(0, 10),
        wanted: `${DAYS_LEFT} days left at least`,
      },
    ];
  }),
};
