const SUFFIX_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const SERIAL_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SERIAL_LENGTH = 9;

/** The three characters that make an id safe where letter case is lost: one bit for each upper-case letter. */
export function checkCharacters(id15: string): string {
  let suffix = '';
  for (let start = 0; start < 15; start += 5) {
    let bits = 0;
    for (let index = 0; index < 5; index += 1) {
      const character = id15.charAt(start + index);
      if (character >= 'A' && character <= 'Z') bits |= 1 << index;
    }
    suffix += SUFFIX_ALPHABET.charAt(bits);
  }
  return suffix;
}

/** One spelling for each record: 18 characters, letter case restored from the check characters. Undefined: not an id. */
export function normalizeId(text: string): string | undefined {
  if (/^[a-zA-Z0-9]{15}$/.test(text)) return text + checkCharacters(text);
  if (!/^[a-zA-Z0-9]{15}[A-Z0-5]{3}$/i.test(text)) return undefined;
  const suffix = text.slice(15).toUpperCase();
  const id15 = restoreCase(text.slice(0, 15), suffix);
  return checkCharacters(id15) === suffix ? id15 + suffix : undefined;
}

export function isWellFormedId(text: string): boolean {
  return normalizeId(text) !== undefined;
}

export function to15(id: string): string {
  return id.slice(0, 15);
}

/** Prefix of the object, the two characters of the org's instance, a zero, and a running number in base 62. */
export function makeId(prefix: string, orgId: string, serial: number): string {
  let rest = serial;
  let digits = '';
  while (digits.length < SERIAL_LENGTH) {
    digits = SERIAL_ALPHABET.charAt(rest % SERIAL_ALPHABET.length) + digits;
    rest = Math.floor(rest / SERIAL_ALPHABET.length);
  }
  const id15 = `${prefix}${orgId.slice(3, 5)}0${digits}`;
  return id15 + checkCharacters(id15);
}

function restoreCase(id15: string, suffix: string): string {
  return id15.replaceAll(/./g, (character, index: number) => {
    const bits = SUFFIX_ALPHABET.indexOf(suffix.charAt(Math.floor(index / 5)));
    return (bits >> (index % 5)) & 1 ? character.toUpperCase() : character.toLowerCase();
  });
}
