import type { Node } from 'jsonc-parser';
import { ReleaseError } from '../domain/errors.ts';
import { normalizedPath } from '../domain/project-path.ts';
import type { PackageDirectoryEdit, ProjectEdit } from '../ports/workspace.ts';
import { parseProjectFile } from './parse-project-file.ts';
import { PROJECT_FILE } from './project-file-text.ts';
import { parseProjectTree } from './project-file-tree.ts';
import { appendedElement, removedProperty, withProperty, type Scalar } from './json-text-edit.ts';
import { elementsOf, propertyOf, stringOf } from './syntax-node.ts';

/**
 * The text of sfdx-project.json with the edit applied: outside the changed keys byte for byte the same, and the very same
 * text where nothing changes. Throws as parseProjectFile does.
 */
export function editProjectText(content: string, edit: ProjectEdit): string {
  parseProjectFile(content);
  const { text, byteOrderMark } = parseProjectTree(content);
  let edited = text;
  if (edit.namespace !== undefined)
    edited = withProperty(edited, rootOf(edited), 'namespace', edit.namespace);
  for (const directory of edit.packageDirectories ?? []) edited = editDirectory(edited, directory);
  edited = mergeAliases(edited, edit.packageAliases ?? {});
  return byteOrderMark + edited;
}

function editDirectory(text: string, edit: PackageDirectoryEdit): string {
  if (directoryOf(text, edit.path) === undefined) {
    const values = Object.entries(edit.set).filter(
      (entry): entry is [string, Scalar] => entry[1] !== null,
    );
    return appendedElement(text, requireDirectories(text), {
      path: normalizedPath(edit.path),
      ...Object.fromEntries(values),
    });
  }
  // Every step moves what comes after it, so each looks its node up anew.
  return Object.entries(edit.set).reduce((edited, [key, value]) => {
    const directory = directoryOf(edited, edit.path);
    if (directory === undefined) return edited;
    return value === null
      ? removedProperty(edited, directory, key)
      : withProperty(edited, directory, key, value);
  }, text);
}

function directoryOf(text: string, path: string): Node | undefined {
  const wanted = normalizedPath(path);
  const matches = elementsOf(requireDirectories(text)).filter(
    (directory) => normalizedPath(stringOf(directory, 'path') ?? '') === wanted,
  );
  const [match, second] = matches;
  if (second === undefined) return match;
  throw new ReleaseError('PROJECT_FILE_INVALID', `${wanted} is listed more than once`, {
    found: `${matches.length} packageDirectories with this path`,
    wanted: 'one entry for the package directory',
    why: 'Which of them to change is not for a tool to guess.',
    location: parseProjectTree(text).locate(second),
    actions: [`Keep one entry for ${wanted} in ${PROJECT_FILE}.`],
  });
}

function mergeAliases(text: string, aliases: Readonly<Record<string, string>>): string {
  const entries = Object.entries(aliases);
  if (entries.length === 0) return text;
  const isThere = propertyOf(rootOf(text), 'packageAliases') !== undefined;
  if (!isThere) return withProperty(text, rootOf(text), 'packageAliases', aliases);
  return entries.reduce((edited, [alias, id]) => {
    const node = propertyOf(rootOf(edited), 'packageAliases');
    return node === undefined ? edited : withProperty(edited, node, alias, id);
  }, text);
}

function rootOf(text: string): Node {
  return parseProjectTree(text).root;
}

function requireDirectories(text: string): Node {
  const node = propertyOf(rootOf(text), 'packageDirectories');
  return node ?? rootOf(text);
}
