import { OAUTH_SETTINGS_TYPE } from '../../eca/metadata-types.ts';
import { appRule } from './app-rule.ts';

export const appOauthSettings = appRule({
  id: 'app-oauth-settings',
  title: 'The app has exactly one OAuth settings component',
  refusal: 'APP_INCOMPLETE',
  says: (app) =>
    `It is ${app?.components.find(({ type }) => type === OAUTH_SETTINGS_TYPE)?.fullName ?? 'there'}.`,
});
