import { ReleaseError } from '../errors.ts';
import type { ProjectFile } from '../project-file.ts';
import type { PackageConfig } from '../release-config.ts';
import {
  numberOfTag,
  parseProjectVersionNumber,
  parseVersionNumber,
  type VersionNumber,
} from './version-number.ts';

/** What git and the CI say about tags. */
export interface TagFacts {
  /** The tag that started a tag build (GITHUB_REF_NAME); absent on any other run. */
  readonly buildTag?: string;
  readonly tagsAtHead: readonly string[];
}

export interface ResolvedNumber {
  readonly number: VersionNumber;
  /** Where it came from, for people: "tag v1.4.0". */
  readonly origin: string;
}

/** The major.minor.patch to release. Throws VERSION_TAG_MISSING, VERSION_TAG_AMBIGUOUS or VERSION_NUMBER_INVALID. */
export function resolveNumber(
  config: PackageConfig,
  project: ProjectFile,
  tags: TagFacts,
): ResolvedNumber {
  switch (config.version.from) {
    case 'number':
      return numberOfConfig(config.version.number);
    case 'project-file':
      return numberOfProject(config, project);
    case 'git-tag':
      return numberOfTags(tags) ?? numberOfProject(config, project);
  }
}

function numberOfConfig(text: string): ResolvedNumber {
  const number = parseVersionNumber(text);
  if (number !== undefined) return { number, origin: 'the configured number' };
  throw new ReleaseError('VERSION_NUMBER_INVALID', 'The configured version number cannot be used', {
    found: text,
    wanted: 'major.minor.patch, for example 1.4.0',
    actions: ['Correct version: in config/release.yaml, or the flag that replaces it.'],
  });
}

function numberOfTags({ buildTag, tagsAtHead }: TagFacts): ResolvedNumber | undefined {
  if (buildTag !== undefined) {
    const number = numberOfTag(buildTag);
    if (number !== undefined) return { number, origin: `tag ${buildTag}` };
    throw new ReleaseError('VERSION_TAG_MISSING', 'This tag build has a tag that is no version', {
      found: buildTag,
      wanted: 'a tag like v1.4.0',
      actions: ['Tag the commit vMAJOR.MINOR.PATCH and push that tag.'],
    });
  }
  const versionTags = tagsAtHead.filter((tag) => numberOfTag(tag) !== undefined);
  if (versionTags.length > 1)
    throw new ReleaseError(
      'VERSION_TAG_AMBIGUOUS',
      'The commit carries more than one version tag',
      {
        found: versionTags.join(', '),
        wanted: 'one',
        actions: [
          'Say which one: --version-number 1.4.0',
          'Or delete the tag that is wrong: git tag --delete NAME.',
        ],
      },
    );
  const [tag] = versionTags;
  const number = tag === undefined ? undefined : numberOfTag(tag);
  return number === undefined ? undefined : { number, origin: `tag ${tag}` };
}

function numberOfProject(config: PackageConfig, project: ProjectFile): ResolvedNumber {
  const directory = project.packageDirectories.find((candidate) => candidate.path === config.path);
  if (directory?.versionNumber !== undefined)
    return {
      number: parseProjectVersionNumber(directory.versionNumber, directory.versionNumberAt),
      origin: 'sfdx-project.json',
    };
  throw new ReleaseError(
    'VERSION_TAG_MISSING',
    `Nothing says which version of ${config.name} to release`,
    {
      found: `no version tag on this commit, and no versionNumber for ${config.path} in sfdx-project.json`,
      wanted: 'one of the two',
      actions: [
        'Tag the commit: git tag v1.0.0',
        `Or add "versionNumber": "1.0.0.NEXT" to the entry of ${config.path} in sfdx-project.json.`,
        'Or say it: --version-number 1.0.0',
      ],
    },
  );
}
