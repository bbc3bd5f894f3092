import { ReleaseError } from '../errors.ts';

/** Elements that hold secrets, and shapes that secrets have. What is found is named, never shown. */
const SECRETS: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a consumer key', pattern: filled('consumerKey') },
  { what: 'a consumer secret', pattern: filled('consumerSecret') },
  { what: 'a consumer key', pattern: /3MVG9[\w.]{60,}/ },
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY/ },
  { what: 'a service account of a push service', pattern: filled('serviceAccount') },
  { what: 'a signing key of a push service', pattern: filled('signingKey') },
  // Push settings go into a package with a pushConfigLink only: the rest are credentials of the vendor.
  {
    what: 'the credentials of a push service',
    pattern: filled('(androidPushConfig|applePushConfig)'),
  },
  { what: 'a login of the sf CLI', pattern: /force:\/\/[^\s<]+@/ },
  { what: 'an access token', pattern: /\b00D\w{12,15}![\w.]{20,}/ },
];

interface LeavingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a text holds that must not leave, by its kind, with the offset of each; what is found is named, never shown. */
export function secretsIn(text: string): readonly { readonly what: string; readonly at: number }[] {
  return SECRETS.flatMap(({ what, pattern }) => {
    const at = text.search(pattern);
    return at === -1 ? [] : [{ what, at }];
  });
}

export function holdsSecret(text: string): boolean {
  return secretsIn(text).length > 0;
}

/** Throws SECRET_IN_PACKAGE where a file that is about to be written or packaged holds a secret. */
export function refuseSecrets(files: readonly LeavingFile[]): void {
  const found = files.flatMap(({ name, bytes }) => {
    // Without NULs: they are half of what UTF-16 is made of.
    const text = Buffer.from(bytes).toString('utf8').replaceAll('\0', '');
    return secretsIn(text).map(({ what }) => `${what} in ${name}`);
  });
  if (found.length === 0) return;
  throw new ReleaseError('SECRET_IN_PACKAGE', 'The package would hold a secret', {
    found: [...new Set(found)].join(', '),
    wanted: 'no credentials in anything that customers or source control get',
    why: 'A released package cannot be taken back, and neither can what it gave away.',
    actions: [
      'Push settings: replace androidPushConfig or applePushConfig by a pushConfigLink (Setup › External Client App Manager › the app › Push).',
      'Anything else: remove the element, and rotate the secret if it was ever committed.',
    ],
  });
}

/** An element with something in it; a CDATA section, a comment or an attribute must not hide what. */
function filled(element: string): RegExp {
  return new RegExp(`<${element}(\\s[^>]*)?(?<!/)>(?!\\s*</)`);
}
