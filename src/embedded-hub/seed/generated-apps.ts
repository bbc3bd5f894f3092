import type { SeededApp } from './app-schema.ts';

/** Digits of a running number: names sort as they count. */
const DIGITS = 5;

/** The apps of `generate: 5000`, one like the other, with everything an app made in Setup has. */
export function generatedApps({ generate }: { readonly generate: number }): readonly SeededApp[] {
  return Array.from({ length: generate }, (_, index) => generatedApp(index + 1));
}

function generatedApp(number: number): SeededApp {
  const digits = String(number).padStart(DIGITS, '0');
  return {
    name: `Generated_App_${digits}`,
    label: `Generated App ${digits}`,
    contactEmail: 'admin@hub.example',
    isProtected: false,
    distributionState: 'Packaged',
    oauth: {
      scopes: ['Api', 'RefreshToken'],
      isFirstPartyAppEnabled: false,
      customAttributes: [],
      trustedIpRanges: [],
    },
    globalOauth: {
      callbackUrls: [`https://app-${digits}.example/callback`],
      consumerKey: `3MVG9Generated.${digits}`,
      consumerSecret: `GENERATED${digits}`,
      flags: {},
    },
  };
}
