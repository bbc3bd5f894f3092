import { describe, expect, it } from 'vitest';
import type { ProjectFile } from '../../../../src/domain/project-file.ts';
import type { VersionPolicy } from '../../../../src/domain/release-config.ts';
import { resolveNumber, type TagFacts } from '../../../../src/domain/version/resolve-number.ts';
import { packageConfig, versionNumber } from '../../../support/release-state.ts';

const PROJECT: ProjectFile = {
  sourceApiVersion: '67.0',
  packageDirectories: [
    { path: 'other-app', isDefault: false, versionNumber: '9.9.9.NEXT' },
    { path: 'force-app', isDefault: true, versionNumber: '1.3.0.NEXT' },
  ],
  packageAliases: {},
};

const WITHOUT_NUMBER: ProjectFile = {
  ...PROJECT,
  packageDirectories: [{ path: 'force-app', isDefault: true }],
};

const GIT_TAG: VersionPolicy = { from: 'git-tag' };

function resolved(version: VersionPolicy, tags: TagFacts, project = PROJECT) {
  return resolveNumber(packageConfig({ version }), project, tags);
}

describe('resolveNumber', () => {
  it.each([
    [
      'the tag of a tag build',
      GIT_TAG,
      { buildTag: 'v1.4.0', tagsAtHead: [] },
      '1.4.0',
      'tag v1.4.0',
    ],
    [
      'the tag of a tag build before others on the same commit',
      GIT_TAG,
      { buildTag: 'v1.4.0', tagsAtHead: ['v1.4.0', 'v1.5.0'] },
      '1.4.0',
      'tag v1.4.0',
    ],
    [
      'the one version tag on the commit',
      GIT_TAG,
      { tagsAtHead: ['latest', 'v1.4.0', 'v1.4.0-rc.1'] },
      '1.4.0',
      'tag v1.4.0',
    ],
    [
      'the project file where no tag says one',
      GIT_TAG,
      { tagsAtHead: ['latest'] },
      '1.3.0',
      'sfdx-project.json',
    ],
    [
      'the project file where it is meant to, whatever the tags say',
      { from: 'project-file' },
      { buildTag: 'v1.4.0', tagsAtHead: ['v1.4.0'] },
      '1.3.0',
      'sfdx-project.json',
    ],
    [
      'the configured number, whatever the tags say',
      { from: 'number', number: '2.0.0' },
      { buildTag: 'v1.4.0', tagsAtHead: ['v1.4.0', 'v1.5.0'] },
      '2.0.0',
      'the configured number',
    ],
  ] satisfies [string, VersionPolicy, TagFacts, string, string][])(
    'takes %s',
    (_what, version, tags, number, origin) => {
      expect(resolved(version, tags)).toEqual({ number: versionNumber(number), origin });
    },
  );

  it.each([
    [
      'a tag build whose tag is no version, although the project file says one',
      GIT_TAG,
      { buildTag: 'nightly', tagsAtHead: ['v1.4.0'] },
      PROJECT,
      { code: 'VERSION_TAG_MISSING', found: 'nightly' },
    ],
    [
      'two version tags on one commit',
      GIT_TAG,
      { tagsAtHead: ['v1.4.0', 'v1.5.0'] },
      PROJECT,
      { code: 'VERSION_TAG_AMBIGUOUS', found: 'v1.4.0, v1.5.0' },
    ],
    [
      'a commit without a tag, and a project file without a number',
      GIT_TAG,
      { tagsAtHead: [] },
      WITHOUT_NUMBER,
      { code: 'VERSION_TAG_MISSING', found: expect.stringContaining('force-app') },
    ],
    [
      'a project file without the package directory',
      { from: 'project-file' },
      { tagsAtHead: ['v1.4.0'] },
      { ...PROJECT, packageDirectories: [] },
      { code: 'VERSION_TAG_MISSING', found: expect.stringContaining('force-app') },
    ],
    [
      'a configured number that is none',
      { from: 'number', number: '1.4' },
      { tagsAtHead: [] },
      PROJECT,
      { code: 'VERSION_NUMBER_INVALID', found: '1.4' },
    ],
    [
      'a number of the project file that is none',
      { from: 'project-file' },
      { tagsAtHead: [] },
      {
        ...PROJECT,
        packageDirectories: [{ path: 'force-app', isDefault: true, versionNumber: '1.3.0' }],
      },
      { code: 'VERSION_NUMBER_INVALID', found: '1.3.0' },
    ],
  ] satisfies [string, VersionPolicy, TagFacts, ProjectFile, { code: string; found: unknown }][])(
    'refuses %s',
    (_what, version, tags, project, { code, found }) => {
      expect(() => resolved(version, tags, project)).toThrow(
        expect.objectContaining({ code, detail: expect.objectContaining({ found }) }),
      );
    },
  );
});
