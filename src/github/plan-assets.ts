import { createHash } from 'node:crypto';
import type { HostedFile } from '../ports/release-host.ts';
import type { GithubAsset } from './github-records.ts';

export interface WantedAsset extends HostedFile {
  /** As GitHub writes it: sha256:… */
  readonly digest: string;
}

export type AssetStep =
  /** What a broken upload left behind. */
  | { readonly kind: 'remove'; readonly asset: GithubAsset }
  | { readonly kind: 'upload'; readonly file: WantedAsset; readonly name: string }
  /** Takes the place of what is there under the file's own name. */
  | {
      readonly kind: 'put-in-place';
      readonly file: WantedAsset;
      readonly from: string;
      readonly replaced: GithubAsset | undefined;
    };

export function wantedAsset(file: HostedFile): WantedAsset {
  return { ...file, digest: `sha256:${createHash('sha256').update(file.bytes).digest('hex')}` };
}

/**
 * What leads from the files that are there to the wanted ones; nothing where they are the same. A file that is replaced
 * stays until the new one has arrived under a name of its own. Files of others are never among the steps.
 */
export function planAssets(
  wanted: readonly WantedAsset[],
  present: readonly GithubAsset[],
): readonly AssetStep[] {
  const byName = new Map(present.map((asset) => [asset.name, asset]));
  const same = wanted.map((file) => sameness(file, byName.get(file.name)));
  // Equal sizes say something only where nothing else changed: a list of checksums always has the same size.
  const sizesCount = same.every((kind) => kind !== 'different');
  return wanted.flatMap((file, index) => {
    const leftovers = present.filter(({ name }) => isIncomingName(name, file.name));
    const isThere = same[index] === 'same' || (same[index] === 'same-size' && sizesCount);
    return isThere
      ? leftovers.map((asset) => ({ kind: 'remove' as const, asset }))
      : stepsFor(file, byName.get(file.name), leftovers);
  });
}

function stepsFor(
  file: WantedAsset,
  old: GithubAsset | undefined,
  leftovers: readonly GithubAsset[],
): readonly AssetStep[] {
  const incoming = incomingName(file);
  const arrived = leftovers.find((asset) => asset.name === incoming && isWhole(asset, file));
  const removals = leftovers
    .filter((asset) => asset !== arrived)
    .map((asset) => ({ kind: 'remove' as const, asset }));
  if (arrived !== undefined)
    return [...removals, { kind: 'put-in-place', file, from: incoming, replaced: old }];
  if (old === undefined) return [...removals, { kind: 'upload', file, name: file.name }];
  if (old.state !== 'uploaded')
    return [...removals, { kind: 'remove', asset: old }, { kind: 'upload', file, name: file.name }];
  return [
    ...removals,
    { kind: 'upload', file, name: incoming },
    { kind: 'put-in-place', file, from: incoming, replaced: old },
  ];
}

/** Whether an asset holds all of a file. Without a digest its size has to do. */
export function isWhole(asset: GithubAsset, file: WantedAsset): boolean {
  return sameness(file, asset) === 'same' || sameness(file, asset) === 'same-size';
}

function sameness(
  file: WantedAsset,
  asset: GithubAsset | undefined,
): 'same' | 'same-size' | 'missing' | 'different' {
  if (asset === undefined) return 'missing';
  if (asset.state !== 'uploaded' || asset.size !== file.bytes.length) return 'different';
  if (typeof asset.digest !== 'string') return 'same-size';
  return asset.digest === file.digest ? 'same' : 'different';
}

function incomingName({ name, digest }: WantedAsset): string {
  return `${name}.incoming-${digest.slice('sha256:'.length, 'sha256:'.length + 12)}`;
}

function isIncomingName(name: string, fileName: string): boolean {
  return name.startsWith(`${fileName}.incoming-`);
}
