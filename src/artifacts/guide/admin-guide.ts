import type { PackagedApp, PublishedVersion } from '../../domain/published-version.ts';
import { adviceFor, appPart } from './app-part.ts';
import { paragraph, type Part, part } from './blocks.ts';
import { knownErrorParts } from './known-errors.ts';
import { lettersOf, menu, type RichText, say, strong } from './rich-text.ts';

/** What a customer's admin does after the install, and what may go wrong. Made from the settings of the apps alone. */
export interface AdminGuide {
  readonly steps: readonly Part[];
  readonly errors: readonly Part[];
  /** The steps in one sentence each, without any form. */
  readonly summary: readonly string[];
}

const APP_MANAGER = menu('Setup', 'External Client App Manager');

export function adminGuideOf({ apps }: Pick<PublishedVersion, 'apps'>): AdminGuide {
  const sorted = apps.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return {
    steps: [
      part('check', say`Check that the app is there`, [
        {
          kind: 'steps',
          items: [
            say`Open ${menu('Setup', 'Installed Packages')}: the package is in the list.`,
            say`Open ${APP_MANAGER}: ${labelsOf(sorted)} ${sorted.length === 1 ? 'is' : 'are'} in the list. It can take some minutes after the install.`,
          ],
        },
      ]),
      part('open-policies', say`Open the policies`, [
        paragraph(
          say`In ${APP_MANAGER} choose ${strong('Edit Policies')} in the menu at the end of the app’s row. You need the permission “View all External Client Apps, view their settings, and edit their policies”.`,
        ),
        paragraph(
          say`The org starts with Salesforce’s defaults. What you set stays when the package is upgraded, and holds for this org only: set it in the sandbox and in production. Names and places in Setup can differ a little from release to release.`,
        ),
      ]),
      ...sorted.map(appPart),
      part('connect', say`Connect once, and look`, [
        {
          kind: 'steps',
          items: [
            say`Connect from the app, as a user who will use it, and log in at the My Domain of this same org.`,
            say`Open ${menu('Setup', 'External Client Apps OAuth Usage')}: the connection is in the list. Here you also end connections.`,
            say`If the app works in the background, wait until it has done so once: only then the addresses and the refresh token are proven.`,
          ],
        },
      ]),
    ],
    errors: knownErrorParts(sorted.map(({ settings }) => settings)),
    summary: summaryOf(sorted),
  };
}

function summaryOf(apps: readonly PackagedApp[]): readonly string[] {
  return [
    say`In ${APP_MANAGER}, check that the app is in the list. If it is not, look at ${menu('Setup', 'Installed Packages')} first.`,
    say`Choose Edit Policies in the app’s menu. Policies are not part of the package: this org starts with the defaults of Salesforce.`,
    ...apps.flatMap((app) =>
      adviceFor(app).map(({ summary }) =>
        apps.length === 1 ? summary : say`${app.label}, ${summary}`,
      ),
    ),
    say`Connect once as a user, logging in at the My Domain of this same org. OAUTH_EC_APP_NOT_FOUND means that the package is not installed in the org where that user logged in.`,
  ].map(lettersOf);
}

function labelsOf(apps: readonly PackagedApp[]): RichText {
  return apps.flatMap(({ label }, index) => {
    if (index === 0) return say`${strong(label)}`;
    return index === apps.length - 1 ? say` and ${strong(label)}` : say`, ${strong(label)}`;
  });
}
