import * as z from 'zod';
import * as values from './written-values.ts';

const KEY_WANTED =
  'none, or { fromEnvironment: NAME } with the name of the environment variable that holds the key';

const installationKey = z
  .union(
    [
      z.literal('none', { error: KEY_WANTED }),
      z.strictObject(
        {
          fromEnvironment: values.environmentVariable.describe(
            'The environment variable that holds the installation key. The key itself never stands in a file.',
          ),
        },
        { error: KEY_WANTED },
      ),
    ],
    { error: KEY_WANTED },
  )
  .describe(
    'Whether customers need a key to install the package: none, or the environment variable that holds it. Mandatory, because without a key everybody who has the link can install.',
  );

const DEPENDENCY_WANTED = '{ versionId: 04t… } or { package: 0Ho…, versionNumber: "1.2.0.LATEST" }';

const dependency = z.union(
  [
    z.strictObject(
      {
        versionId: values.versionId.describe('The id of the version that must be installed: 04t…'),
      },
      { error: DEPENDENCY_WANTED },
    ),
    z.strictObject(
      {
        package: values.packageId.describe('The id of the package that must be installed: 0Ho…'),
        versionNumber: values.dependencyNumber.describe(
          'The lowest version of it: "1.2.0.LATEST", "1.2.0.RELEASED" or with a build number.',
        ),
      },
      { error: DEPENDENCY_WANTED },
    ),
  ],
  { error: DEPENDENCY_WANTED },
);

/** One package as a person may write it. */
export const writtenPackage = z.strictObject(
  {
    name: values
      .text('the name of the package in the Dev Hub')
      .describe('The name of the package in the Dev Hub, and the alias in sfdx-project.json.'),
    description: z
      .string({ error: 'a sentence about the package' })
      .default('')
      .describe('What the package is, for the Dev Hub and the install page.'),
    path: values.packagePath
      .optional()
      .describe(
        'The package directory, relative to the project. May be left out for a single package: then it is force-app.',
      ),
    apps: z
      .array(values.apiName, { error: 'a list of API names, for example [Acme_Connector]' })
      .min(1, { error: 'at least one External Client App' })
      .describe('API names of the External Client Apps that go into this package.'),
    include: z
      .array(values.metadataReference, { error: 'a list of Type:FullName' })
      .default([])
      .describe(
        'Other metadata that may lie in the package directory, each as Type:FullName. Anything else stops the release.',
      ),
    version: values.version
      .default('git-tag')
      .describe(
        'Where major.minor.patch comes from: git-tag (the tag v1.4.0 on the commit, else the project file), project-file, or a number in quotes.',
      ),
    versionName: values
      .text('a name for the version')
      .optional()
      .describe('The name of the version in the Dev Hub. Default: its number.'),
    versionDescription: values
      .text('a sentence about the version', /\S/)
      .optional()
      .describe('What is new. The commit is added to it.'),
    installationKey,
    ancestor: values.ancestor
      .default('highest')
      .describe(
        'The version that customers upgrade from: highest (the highest released one), a number in quotes, or none (installed customers cannot upgrade).',
      ),
    dependencies: z
      .array(dependency, { error: 'a list of dependencies' })
      .default([])
      .describe('Packages that must be installed before this one.'),
    definitionFile: values.pathBelowProject
      .optional()
      .describe(
        'A scratch org definition file, relative to the project, with the features and settings the package needs.',
      ),
    releaseNotesUrl: values.secureUrl
      .optional()
      .describe('Where customers read what is new. https only.'),
    postInstallUrl: values.secureUrl
      .optional()
      .describe("Where the customer's admin is sent after the installation. https only."),
    validation: z
      .enum(['full', 'skipped'], { error: 'full or skipped' })
      .default('full')
      .describe('skipped builds faster, but the version can never be promoted.'),
  },
  { error: 'a package: name, apps, installationKey and so on' },
);

export type WrittenPackage = z.output<typeof writtenPackage>;
