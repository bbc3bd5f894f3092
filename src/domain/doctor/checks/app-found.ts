import { appRule } from './app-rule.ts';

export const appFound = appRule({
  id: 'app-found',
  title: 'The app is in the hub',
  refusal: 'APP_NOT_FOUND',
  says: () => 'It is there.',
});
