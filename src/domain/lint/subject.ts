import type { GlobalOauth } from '../eca/global-oauth.ts';
import type { MalformedFile, MetadataFile, PlacedComponent } from './metadata-file.ts';
import type { Profile } from './profile.ts';

/** A package directory as the rules see it. */
export interface LintSubject {
  /** The package's name, and its directory relative to the project. */
  readonly package: string;
  readonly directory: string;
  /** The configuration, relative to the project: the place of what has no file yet. */
  readonly configFile: string;
  readonly apiVersion: string;
  /** The configured apps. */
  readonly apps: readonly LintedApp[];
  /** Every file of a type around External Client Apps. */
  readonly files: readonly MetadataFile[];
  readonly malformed: readonly MalformedFile[];
  /** All files, other kinds and malformed ones too. */
  readonly all: readonly PlacedComponent[];
}

export interface LintedApp {
  readonly name: string;
  readonly profile?: Profile;
  readonly header?: MetadataFile;
  /** Should be one. */
  readonly oauthSettings: readonly MetadataFile[];
  /** The hub that was asked; absent without one. */
  readonly hub?: AppInHub;
}

/** What only the hub knows of an app. */
export interface AppInHub {
  /** 15 or 18 characters. */
  readonly orgId: string;
  /** Whether the definition file lets apps of a linked org into a package of this hub. */
  readonly allowsLinkedOrg: boolean;
  /** Absent where the app has none, or the login may not read them. */
  readonly globalOauth?: GlobalOauth;
  readonly policies: readonly MetadataFile[];
  /** When the hub was asked: ISO 8601. */
  readonly readAt: string;
}

/** The OAuth scopes of an app, by their metadata names. */
export function scopesOf(app: LintedApp): readonly string[] {
  const [settings] = app.oauthSettings;
  const text = settings?.root.children.find(
    ({ name }) => name === 'commaSeparatedOauthScopes',
  )?.text;
  return (text ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}

/** Whether the app goes on with refresh tokens, as far as scopes and profile tell. */
export function usesRefreshTokens(app: LintedApp): boolean {
  const asks = scopesOf(app).some((scope) => scope === 'RefreshToken' || scope === 'OfflineAccess');
  return asks && app.profile?.usesRefreshTokens !== false;
}
