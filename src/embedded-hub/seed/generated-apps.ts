import type { SeededApp, SeededOauth } from './app-schema.ts';

/** Digits of a running number: names sort as they count. */
const DIGITS = 5;

/** The same for all: there may be thousands. */
const OAUTH: SeededOauth = {
  scopes: ['Api', 'RefreshToken'],
  isFirstPartyAppEnabled: false,
  customAttributes: [],
  trustedIpRanges: [],
};
const FLAGS = {};

interface AppsOfOrg {
  readonly apps: readonly SeededApp[];
  readonly generate: number;
}

/** The apps that are written down, and those of `generate: 5000`: one like the other, as Setup makes them. */
export function appsOf({ apps, generate }: AppsOfOrg): readonly SeededApp[] {
  return [...apps, ...Array.from({ length: generate }, (_, index) => generatedApp(index + 1))];
}

function generatedApp(number: number): SeededApp {
  const digits = String(number).padStart(DIGITS, '0');
  return {
    name: `Generated_App_${digits}`,
    label: `Generated App ${digits}`,
    contactEmail: 'admin@hub.example',
    isProtected: false,
    distributionState: 'Packaged',
    oauth: OAUTH,
    globalOauth: {
      callbackUrls: [`https://app-${digits}.example/callback`],
      consumerKey: `3MVG9Generated.${digits}`,
      consumerSecret: `GENERATED${digits}`,
      flags: FLAGS,
    },
  };
}
