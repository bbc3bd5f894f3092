import { appRule } from './app-rule.ts';

export const appPackaged = appRule({
  id: 'app-packaged',
  title: 'The app is meant for distribution',
  refusal: 'APP_IS_LOCAL',
  says: () => 'Its Distribution State is Packaged.',
});
