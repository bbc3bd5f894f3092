export interface AddressNumber {
  readonly version: 4 | 6;
  readonly value: bigint;
}

/** An IP address as a number that can be compared; nothing for a text that is none. */
export function addressNumber(text: string): AddressNumber | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts !== undefined)
    return parts.every((part) => part <= 255)
      ? { version: 4, value: parts.reduce((value, part) => value * 256n + BigInt(part), 0n) }
      : undefined;
  if (!text.includes(':') || !URL.canParse(`http://[${text}]/`)) return undefined;
  // The URL standard writes every IPv6 address in one way: only a run of zeros may be left out.
  const normal = new URL(`http://[${text}]/`).hostname.slice(1, -1);
  const [head = '', tail] = normal.split('::');
  const before = head.split(':').filter((group) => group !== '');
  const after = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const groups = [...before, ...zeros, ...after];
  return {
    version: 6,
    value: groups.reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n),
  };
}
