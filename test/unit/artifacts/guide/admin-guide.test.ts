import { describe, expect, it } from 'vitest';
import { adminGuideMarkdown } from '../../../../src/artifacts/guide/admin-guide-markdown.ts';
import { adminGuideOf } from '../../../../src/artifacts/guide/admin-guide.ts';
import { installLinksOf } from '../../../../src/artifacts/install-links-document.ts';
import type { AppPolicies, AppSettings } from '../../../../src/domain/eca/app-settings.ts';
import type { PublishedVersion } from '../../../../src/domain/published-version.ts';
import { acmeConnector, acmeConnectorRehearsal, HOSTILE_NAME } from '../acme-connector.ts';

const NO_POLICIES: AppPolicies = {
  profiles: [],
  permissionSets: [],
  usesClientCredentials: false,
};

function guideFor(settings: Partial<AppSettings>, version = acmeConnector): string {
  const changed: PublishedVersion = {
    ...version,
    apps: version.apps.map((app) => ({ ...app, settings: { ...app.settings, ...settings } })),
  };
  return adminGuideMarkdown(changed, installLinksOf(changed, []));
}

function guideWith(policies: Partial<AppPolicies>): string {
  return guideFor({ scopes: ['Api', 'RefreshToken'], policies: { ...NO_POLICIES, ...policies } });
}

describe('adminGuideMarkdown', () => {
  it('goes through the policies that this app needs, in the order of their weight', () => {
    const guide = guideWith({
      permittedUsers: 'AdminApprovedPreAuthorized',
      permissionSets: ['Acme_User', '0PSWs000000ABCD'],
      usesClientCredentials: true,
      startUrl: 'https://acme.example/',
    });

    expect(guide.match(/^#{2,3} .*/gm)).toMatchInlineSnapshot(`
      [
        "## Check that the app is there",
        "## Open the policies",
        "## Set the policies of Acme Connector",
        "### Permitted Users",
        "### Profiles and Permission Sets",
        "### Client Credentials Flow: Run As",
        "### IP Relaxation",
        "### Refresh Token Policy",
        "### Session Policies",
        "### Start Page",
        "### What the app may do",
        "## Connect once, and look",
        "## If something goes wrong",
        "### \`OAUTH_EC_APP_NOT_FOUND\`, or “External client app is not installed in this org”",
        "### \`OAUTH_AUTHORIZATION_BLOCKED\`: “Cross-org OAuth flows are not supported for this external client app”",
        "### \`invalid_app_access\`, or “user is not admin approved to access this app”",
        "### \`invalid_grant\` with “ip restricted”, or **Restricted IP** in the login history",
        "### \`invalid_grant\` with “expired access/refresh token”, after it has worked for a while",
        "### \`invalid_grant\` with “no client credentials user enabled”",
        "### The install page or the command says that the version is invalid or not yet available",
      ]
    `);
    expect(guide).toContain('Permission set: **Acme_User**\n');
  });

  it('leaves out what does not concern this app', () => {
    const guide = guideFor({ scopes: ['Api'], policies: NO_POLICIES });

    expect(guide).not.toMatch(/Refresh Token Policy|Run As|addresses\n|Start Page/);
  });

  it.each([
    [
      { ipRelaxation: 'Enforce_RelaxRefresh' },
      'Enforce IP restrictions, but relax for refresh tokens',
    ],
    [{ permittedUsers: 'AllSelfAuthorized' }, 'All users can self-authorize'],
    [{ requiredSessionLevel: 'HIGH_ASSURANCE' }, 'High assurance'],
    [{ refreshToken: { policy: 'Infinite' } }, 'Valid until revoked'],
    [{ refreshToken: { policy: 'Zero' } }, 'Expires at once'],
    [
      { refreshToken: { policy: 'SpecificInactivity', period: 1, unit: 'Months' } },
      'Expires if not used for 1 month',
    ],
    [{ ipRelaxation: 'AddedByALaterRelease' }, 'AddedByALaterRelease'],
  ])('tells %j of the developer’s org in the words of Setup', (policies, words) => {
    expect(guideWith(policies)).toContain(`- **In the developer’s org:** **${words}**`);
  });

  it('does not recommend a refresh token that never ends, or ends at once', () => {
    for (const policy of ['Infinite', 'Zero'])
      expect(guideWith({ refreshToken: { policy } })).toContain(
        '**Expires if not used for 30 days**',
      );
  });

  it('says that the developer’s policies are not known where they are not', () => {
    const guide = guideFor({});

    expect(guide).toContain('the developer’s own are not known here');
    expect(guide).not.toContain('In the developer’s org');
    expect(guide).toContain('no client credentials user enabled');
  });

  it('lists the trusted addresses, one and many', () => {
    const guide = guideFor({
      trustedIpRanges: [
        { start: '192.0.2.1', end: '192.0.2.9', description: 'Frankfurt' },
        { start: '192.0.2.77', end: '192.0.2.77' },
      ],
    });

    expect(guide).toContain('- `192.0.2.1` to `192.0.2.9`: Frankfurt\n- `192.0.2.77`\n');
  });

  it('says what each scope lets the app do, and which are wide', () => {
    const guide = guideFor({ scopes: ['Api', 'Full', 'NewScope'] });

    expect(guide).toMatch(
      /- read and change data .* \(`api`\)\n- .* \(`full`\)\. This is wide.*\n- `NewScope`\n/,
    );
  });

  it.each(['OAUTH_EC_APP_NOT_FOUND', 'Cross-org OAuth flows are not supported', 'ip restricted'])(
    'has cause and cure of %s',
    (error) => {
      const section = guideFor({})
        .split('\n### ')
        .find((text) => text.split('\n')[0]?.includes(error));

      expect(section).toMatch(/\*\*Cause:\*\* .+\n- \*\*Cure:\*\* .+/);
    },
  );

  it('never tells anyone to turn on a Dev Hub', () => {
    expect(guideWith({ usesClientCredentials: true })).not.toMatch(/dev ?hub/i);
  });

  it('opens with REHEARSAL in a rehearsal', () => {
    expect(guideFor({}, acmeConnectorRehearsal)).toMatch(/^> \*\*REHEARSAL: /);
  });

  it('has a part for each app, sorted by name', () => {
    const apps = ['Zeta', 'Alpha'].flatMap((name) =>
      acmeConnector.apps.map((app) => ({ ...app, name, label: name })),
    );

    const { steps, summary } = adminGuideOf({ apps });

    expect(steps.map(({ id }) => id)).toEqual([
      'check',
      'open-policies',
      'app-1',
      'app-2',
      'connect',
    ]);
    expect(summary.filter((line) => line.includes('Permitted Users'))).toEqual([
      expect.stringMatching(/^Alpha, /),
      expect.stringMatching(/^Zeta, /),
    ]);
  });

  it('says first what an upgrade changes in the rights of the app', () => {
    const notes: PublishedVersion['notes'] = {
      since: { versionId: acmeConnector.versionId, number: '1.3.0' },
      commits: ['Fix the thing that only we know'],
      changes: [{ app: 'Acme_Connector', kind: 'scope-added', value: 'Full' }],
    };

    const guide = guideFor({}, { ...acmeConnector, notes });

    expect(guide).toContain('## New since 1.3.0\n\n**The app asks for other rights than before.**');
    expect(guide).not.toContain('only we know');
  });

  it('keeps its shape whatever names hold', () => {
    const named = (name: string) =>
      adminGuideMarkdown(
        { ...acmeConnector, apps: acmeConnector.apps.map((app) => ({ ...app, label: name })) },
        installLinksOf(acmeConnector, []),
      )
        .split('\n')
        .map((line) => /^(#+|\d+\.|-|)/.exec(line)?.[0]);

    expect(named(HOSTILE_NAME)).toEqual(named('Acme'));
  });
});
