import type { AppSettings } from '../../domain/eca/app-settings.ts';
import type { DevelopersPolicies, PolicyAdvice } from './policy-advice.ts';
import { developersHave } from './policy-advice.ts';
import { HIGH_ASSURANCE, refreshTokenName, sessionLevelName } from './policy-names.ts';
import { type RichText, say, strong } from './rich-text.ts';
import { asksForRefreshTokens } from './scopes.ts';

const STARTS_AS = refreshTokenName({ policy: 'SpecificLifetime', period: 365, unit: 'Days' });

/** How long a connection lives without a new login; only for apps that ask for refresh tokens. */
export function refreshTokenAdvice({ scopes, policies }: AppSettings): readonly PolicyAdvice[] {
  if (!asksForRefreshTokens(scopes)) return [];
  const policy = policies?.refreshToken;
  const developers = policy === undefined ? undefined : refreshTokenName(policy);
  return [
    {
      id: 'refresh-token-policy',
      name: 'Refresh Token Policy',
      where: ['OAuth Policies', 'App Authorization', 'Refresh Token Policy'],
      startsAs: say`${strong(STARTS_AS)}: then a user has to connect again, even if the app is used every day.`,
      ...(developers !== undefined && { developers: say`${strong(developers)}` }),
      choose: [
        ...refreshChoice(policy?.policy, developers),
        say`Salesforce asks apps that many companies use to let a token end that nobody used for 30 days. Then “valid until revoked” no longer holds: a connection that rests for a month has to be made again.`,
      ],
      summary: say`Refresh Token Policy: choose how long a connection lives without a new login. It starts as ${strong(STARTS_AS)}.${developersHave(developers)}`,
    },
  ];
}

/** What a session of the app may do, and for how long. */
export function sessionAdvice(policies: DevelopersPolicies): PolicyAdvice {
  const developers = sessionValues(policies);
  return {
    id: 'session-policies',
    name: 'Session Policies',
    where: ['OAuth Policies', 'Session Policies'],
    startsAs: say`The session timeout of the user’s profile or of the org, and ${strong('Standard')} security.`,
    ...(developers.length > 0 && { developers }),
    choose: [
      say`The default, for most apps. A shorter timeout makes the app refresh more often, and no user notices.`,
      say`${strong(HIGH_ASSURANCE)} makes users prove their identity a second time. Nobody can do that for a server that works alone, so choose it only where users sit in front of the app.`,
    ],
    summary: say`Session Policies: the defaults suit most apps.`,
  };
}

/** Where the App Launcher leads; only where the developer has set it. */
export function startUrlAdvice(policies: DevelopersPolicies): readonly PolicyAdvice[] {
  const startUrl = policies?.startUrl;
  if (startUrl === undefined) return [];
  return [
    {
      id: 'start-url',
      name: 'Start Page',
      where: ['App Policies', 'Start Page'],
      startsAs: say`None: the app is not a page that users open from Salesforce.`,
      developers: say`${strong(startUrl)}`,
      choose: [
        say`${strong('Custom')} and this address, if your users should open the app from the App Launcher.`,
      ],
      summary: say`Start Page: set it if users should open the app from the App Launcher.`,
    },
  ];
}

function refreshChoice(
  policy: string | undefined,
  developers: string | undefined,
): readonly RichText[] {
  if (policy === 'Infinite' || policy === 'Zero' || developers === undefined)
    return [
      say`A time without use, such as ${strong('Expires if not used for 30 days')}: a connection in use goes on, and a forgotten one ends. Not “expires at once”, which ends the connection with the first session.`,
    ];
  return [
    say`${strong(developers)}, as the developer has it, or shorter if your rules ask for it. Not “expires at once”, which ends the connection with the first session.`,
  ];
}

function sessionValues(policies: DevelopersPolicies): RichText {
  const timeout = policies?.sessionTimeoutInMinutes;
  const level = policies?.requiredSessionLevel;
  const texts = [
    ...(level === undefined ? [] : [say`${strong(sessionLevelName(level))} security`]),
    ...(timeout === undefined || timeout === 0
      ? []
      : [say`timeout after ${strong(String(timeout))} minutes`]),
  ];
  return texts.flatMap((text, index) => (index === 0 ? text : say`, ${text}`));
}
