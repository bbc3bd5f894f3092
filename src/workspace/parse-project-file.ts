import { getNodeValue, type Node } from 'jsonc-parser';
import { ReleaseError, type FileLocation, type Problem } from '../domain/errors.ts';
import type { PackageDirectory, ProjectFile } from '../domain/project-file.ts';
import { normalizedPath } from '../domain/project-path.ts';
import { projectFileProblems } from './project-file-problems.ts';
import { PROJECT_FILE } from './project-file-text.ts';
import { parseProjectTree, type ProjectFileTree } from './project-file-tree.ts';
import { elementsOf, propertyOf, stringOf } from './syntax-node.ts';

/**
 * What a release needs of sfdx-project.json, after checking everything that would otherwise go wrong deep in the Salesforce
 * libraries. Throws PROJECT_FILE_INVALID with every problem and its line, or PROJECT_FILE_HAS_COMMENTS.
 */
export function parseProjectFile(content: string): ProjectFile {
  const tree = parseProjectTree(content);
  const problems = projectFileProblems(tree);
  const sourceApiVersion = stringAt(tree, tree.root, 'sourceApiVersion');
  if (problems.length > 0 || sourceApiVersion === undefined) throw invalid(problems);

  const namespace = stringOf(tree.root, 'namespace');
  const directories = elementsOf(propertyOf(tree.root, 'packageDirectories'));
  return {
    // `sf project generate` writes "namespace": "" for none.
    ...(namespace !== undefined && namespace !== '' && { namespace }),
    sourceApiVersion: sourceApiVersion.text,
    sourceApiVersionAt: sourceApiVersion.location,
    packageDirectories: directories.map((node) =>
      packageDirectory(tree, node, directories.length === 1),
    ),
    packageAliases: aliasesOf(tree.root),
  };
}

function packageDirectory(tree: ProjectFileTree, node: Node, isOnly: boolean): PackageDirectory {
  const packageName = stringOf(node, 'package');
  const versionNumber = stringAt(tree, node, 'versionNumber');
  const ancestorVersion = stringOf(node, 'ancestorVersion');
  const ancestorId = stringOf(node, 'ancestorId');
  return {
    path: normalizedPath(stringOf(node, 'path') ?? ''),
    // A single directory is the default also without saying so (@salesforce/core 9.4.0).
    isDefault: isOnly || propertyOf(node, 'default')?.value === true,
    ...(packageName !== undefined && { package: packageName }),
    ...(versionNumber !== undefined && {
      versionNumber: versionNumber.text,
      versionNumberAt: versionNumber.location,
    }),
    ...(ancestorVersion !== undefined && { ancestorVersion }),
    ...(ancestorId !== undefined && { ancestorId }),
  };
}

function stringAt(
  tree: ProjectFileTree,
  node: Node,
  key: string,
): { readonly text: string; readonly location: FileLocation } | undefined {
  const value = propertyOf(node, key);
  return value?.type === 'string'
    ? { text: String(value.value), location: tree.locate(value) }
    : undefined;
}

function aliasesOf(root: Node): Readonly<Record<string, string>> {
  const node = propertyOf(root, 'packageAliases');
  return node === undefined ? {} : getNodeValue(node);
}

function invalid(problems: readonly Problem[]): ReleaseError {
  const [first] = problems;
  return new ReleaseError(
    'PROJECT_FILE_INVALID',
    problems.length === 1 && first !== undefined
      ? `${PROJECT_FILE}: ${first.message}`
      : `${PROJECT_FILE} has ${problems.length} problems`,
    {
      ...(first?.found !== undefined && { found: first.found }),
      ...(first?.wanted !== undefined && { wanted: first.wanted }),
      ...(first?.location !== undefined && { location: first.location }),
      problems,
      actions: [`Correct ${PROJECT_FILE} and run again; nothing was changed.`],
    },
  );
}
