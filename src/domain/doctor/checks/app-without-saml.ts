import { appRule } from './app-rule.ts';

export const appWithoutSaml = appRule({
  id: 'app-without-saml',
  title: 'The app has no SAML configuration',
  refusal: 'APP_HAS_SAML',
  says: () => 'It has none.',
});
