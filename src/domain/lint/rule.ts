import type { GlobalOauth } from '../eca/global-oauth.ts';
import type { Severity } from './finding.ts';
import { placeOfRoot, type MetadataFile, type Place } from './metadata-file.ts';
import type { ProfileName } from './profile.ts';
import type { RuleId } from './rule-ids.ts';
import type { Source } from './sources.ts';
import type { AppInHub, LintedApp, LintSubject } from './subject.ts';

/** What a rule needs to be judged: the files alone, or what only the hub has. */
export type Reads = 'files' | 'hub' | 'global-oauth' | 'policies';

/** A rule on the metadata of a package. One file a rule; docs, SARIF and tests are made of it. */
export interface LintRule {
  readonly id: RuleId;
  readonly severity: Severity;
  /** What has to hold, in one sentence. */
  readonly title: string;
  /** What happens otherwise, in one or two sentences. */
  readonly why: string;
  readonly source: Source;
  readonly fix: string;
  readonly good: Example;
  readonly bad: Example;
  readonly reads: Reads;
  readonly check: (subject: LintSubject) => readonly Hit[];
}

/** One case of what a rule looks for. */
export interface Hit {
  readonly place: Place;
  readonly message: string;
  readonly found?: string;
  readonly wanted?: string;
  readonly app?: string;
}

/** How a sound app (web-server, confidential, packaged) has to differ to be an example. */
export interface Example {
  readonly profile?: ProfileName;
  /** Elements in place of those of the same name, by metadata type. */
  readonly elements?: Readonly<Record<string, string>>;
  /** Elements that are not there, by metadata type. */
  readonly without?: Readonly<Record<string, readonly string[]>>;
  /** Components of the app that are there besides. */
  readonly beside?: readonly ExampleComponent[];
  /** Types of which nothing is there. */
  readonly lacking?: readonly string[];
  /** sourceApiVersion, where it matters. */
  readonly apiVersion?: string;
  /** The app's API name, where it matters. */
  readonly appName?: string;
}

export interface ExampleComponent {
  readonly type: string;
  readonly fullName: string;
  readonly elements: string;
}

type OfApp = (file: MetadataFile, app: LintedApp) => readonly Hit[];

/** A check of the header of each app. */
export function ofHeader(check: OfApp): LintRule['check'] {
  return ofEachApp((app) => (app.header === undefined ? [] : check(app.header, app)));
}

/** A check of the OAuth settings of each app. */
export function ofOauthSettings(check: OfApp): LintRule['check'] {
  return ofEachApp((app) => app.oauthSettings.flatMap((file) => check(file, app)));
}

/** What a rule says about something that no file of the project holds: its place is that of the app. */
type Remark = Omit<Hit, 'place' | 'app'>;

/** A check of what the hub knows of each app. */
export function ofApp(
  check: (hub: AppInHub, app: LintedApp) => readonly Remark[],
): LintRule['check'] {
  return ofEachApp((app, subject) =>
    app.hub === undefined ? [] : placed(check(app.hub, app), app, subject),
  );
}

/** A check of the global OAuth settings of each app. */
export function ofGlobalOauth(
  check: (settings: GlobalOauth, app: LintedApp, hub: AppInHub) => readonly Remark[],
): LintRule['check'] {
  return ofApp((hub, app) =>
    hub.globalOauth === undefined ? [] : check(hub.globalOauth, app, hub),
  );
}

/** A check of the OAuth policies that each app has in the hub. */
export function ofOauthPolicies(
  check: (policies: MetadataFile, app: LintedApp) => readonly Remark[],
): LintRule['check'] {
  return ofApp(({ policies }, app) =>
    policies
      .filter(({ type }) => type === 'ExtlClntAppOauthConfigurablePolicies')
      .flatMap((file) => check(file, app)),
  );
}

export function ofEachApp(
  check: (app: LintedApp, subject: LintSubject) => readonly Hit[],
): LintRule['check'] {
  return (subject) =>
    subject.apps.flatMap((app) => check(app, subject).map((hit) => ({ ...hit, app: app.name })));
}

function placed(remarks: readonly Remark[], app: LintedApp, subject: LintSubject): readonly Hit[] {
  const file = app.header ?? app.oauthSettings[0];
  // Without the line: it does not show what is meant.
  const location = file === undefined ? { file: subject.configFile } : placeOfRoot(file).location;
  const place = { location };
  return remarks.map((remark) => ({ ...remark, place }));
}
