/** Sessions, refresh tokens and signed logins: nobody tells a test about the ones that begin during a run. */
const SHAPES = [
  /\b00D\w{12,15}![\w.]{20,}/,
  /\b5Aep861[\w.]{20,}/,
  /\beyJ[\w-]+\.eyJ[\w-]+/,
  /PRIVATE KEY-----\s/,
];

export interface Place {
  readonly name: string;
  readonly text: string;
}

/** Where a secret stands, as it is or encoded; the answer names the place and only the beginning of the secret. */
export function leaksIn(places: readonly Place[], secrets: readonly string[]): readonly string[] {
  const forms = secrets.flatMap((secret) =>
    formsOf(secret).map((form) => ({ form, hint: `${secret.slice(0, 6)}…` })),
  );
  return places.flatMap(({ name, text }) => [
    ...forms.filter(({ form }) => text.includes(form)).map(({ hint }) => `${hint} in ${name}`),
    ...SHAPES.filter((shape) => shape.test(text)).map((shape) => `${String(shape)} in ${name}`),
  ]);
}

function formsOf(secret: string): readonly string[] {
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    ...[0, 1, 2].map((offset) => base64Within(secret, offset)),
  ];
  return [...new Set(forms)];
}

/** How a secret looks in base64 of a longer text, where it begins so many bytes after a group of three. */
function base64Within(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
  return whole.slice(offset === 0 ? 0 : 4);
}
