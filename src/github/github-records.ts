import { z } from 'zod';
import { notGithubs } from './github-error.ts';

const assetSchema = z.object({
  id: z.number(),
  name: z.string(),
  /** Anything but `uploaded` is what a broken upload left behind. */
  state: z.string(),
  size: z.number(),
  /** sha256:…; older servers have none. */
  digest: z.string().nullish(),
});

const releaseSchema = z.object({
  id: z.number(),
  tag_name: z.string(),
  html_url: z.string(),
  body: z.string().nullish(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  /** Set by repositories that let nobody change the files of a published release. */
  immutable: z.boolean().nullish(),
});

export type GithubAsset = z.infer<typeof assetSchema>;
export type GithubRelease = z.infer<typeof releaseSchema>;

export function releaseFrom(doing: string, data: unknown): GithubRelease {
  return checked(releaseSchema, doing, data);
}

export function releasesFrom(doing: string, data: unknown): readonly GithubRelease[] {
  return checked(z.array(releaseSchema), doing, data);
}

export function assetFrom(doing: string, data: unknown): GithubAsset {
  return checked(assetSchema, doing, data);
}

export function assetsFrom(doing: string, data: unknown): readonly GithubAsset[] {
  return checked(z.array(assetSchema), doing, data);
}

function checked<Output>(schema: z.ZodType<Output>, doing: string, data: unknown): Output {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const found = typeof data === 'string' ? data.slice(0, 200) : z.prettifyError(parsed.error);
  throw notGithubs(doing, found);
}
