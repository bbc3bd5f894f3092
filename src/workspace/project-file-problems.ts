import type { Node } from 'jsonc-parser';
import type { Problem } from '../domain/errors.ts';
import { unsafePathReason } from '../domain/project-path.ts';
import { isId, shortId } from '../domain/version/ids.ts';
import type { ProjectFileTree } from './project-file-tree.ts';
import { elementsOf, propertyNodesOf, propertyOf, stringOf } from './syntax-node.ts';

/** Everything in a project file that would make a release go wrong, with its line. */
export function projectFileProblems(tree: ProjectFileTree): readonly Problem[] {
  const { root, text } = tree;
  const problems: Problem[] = [];
  function report(node: Node, message: string, wanted: string, quotes = true): void {
    const source = text.slice(node.offset, node.offset + node.length);
    const found = source.length > 80 || /[\n\r]/.test(source) ? undefined : source;
    problems.push({
      message,
      wanted,
      ...(quotes && found !== undefined && { found }),
      location: tree.locate(node),
    });
  }

  if (root.type !== 'object') {
    report(
      root,
      'the file is no object',
      '{ "packageDirectories": [ … ], "sourceApiVersion": "67.0" }',
    );
    return problems;
  }
  checkRepeatedKeys(root, report);
  checkUnsupported(root, report);
  checkApiVersion(root, report);
  const namespace = propertyOf(root, 'namespace');
  if (namespace !== undefined && namespace.type !== 'string')
    report(namespace, 'namespace is no text', 'the namespace in quotes');
  checkDirectories(root, report);
  checkAliases(root, report);
  return problems;
}

type Report = (node: Node, message: string, wanted: string, quotes?: boolean) => void;

/** JSON.parse takes the last one, other readers the first: nobody can say what was meant. */
function checkRepeatedKeys(node: Node, report: Report): void {
  const seen = new Set<string>();
  for (const { key, keyNode } of propertyNodesOf(node)) {
    if (seen.has(key)) report(keyNode, `the key ${key} stands here twice`, 'each key once');
    seen.add(key);
  }
  for (const child of node.children ?? []) checkRepeatedKeys(child, report);
}

/**
 * The libraries look these up in the project of the working directory, which need not be this one, and then leave them
 * out silently: the package would hold something else than the project says.
 */
function checkUnsupported(root: Node, report: Report): void {
  for (const key of ['registryCustomizations', 'registryPresets', 'replacements']) {
    const node = propertyOf(root, key);
    if (node === undefined || (node.children ?? []).length === 0) continue;
    report(
      node,
      `${key} cannot be honoured: whether the Salesforce libraries apply it depends on the folder a command is started in`,
      `no ${key}; keep an External Client App in a project of its own`,
      false,
    );
  }
}

const LOWEST_API_VERSION = 60;

function checkApiVersion(root: Node, report: Report): void {
  const wanted = `an API version from "${LOWEST_API_VERSION}.0" up, for example "67.0"; Salesforce knows External Client Apps since then`;
  const node = propertyOf(root, 'sourceApiVersion');
  if (node === undefined)
    report(
      root,
      'sourceApiVersion is missing, and the Salesforce libraries would silently take an old one',
      wanted,
      false,
    );
  else if (!/^[1-9]\d{1,2}\.0$/.test(String(node.value)) || node.type !== 'string')
    report(node, 'sourceApiVersion is no API version', wanted);
  else if (Number(node.value) < LOWEST_API_VERSION)
    report(node, 'sourceApiVersion is too old for External Client Apps', wanted);
}

function checkDirectories(root: Node, report: Report): void {
  const node = propertyOf(root, 'packageDirectories');
  const directories = elementsOf(node);
  if (node === undefined || directories.length === 0) {
    report(
      node ?? root,
      'packageDirectories is missing or empty',
      '[ { "path": "force-app", "default": true } ]',
      node !== undefined,
    );
    return;
  }
  for (const directory of directories) checkDirectory(directory, report);

  const isDefault = (directory: Node): boolean => propertyOf(directory, 'default')?.value === true;
  const defaults = directories.filter(isDefault);
  const [only] = directories;
  if (directories.length === 1 && only !== undefined) {
    const marker = propertyOf(only, 'default');
    if (marker?.value === false)
      report(marker, 'the only package directory must be the default', '"default": true');
  } else if (defaults.length !== 1)
    report(
      defaults[1] ?? node,
      `${defaults.length === 0 ? 'no' : 'more than one'} package directory is the default`,
      '"default": true at exactly one of them',
      false,
    );
}

function checkDirectory(directory: Node, report: Report): void {
  const path = propertyOf(directory, 'path');
  const reason = unsafePathReason(stringOf(directory, 'path') ?? '');
  if (path === undefined)
    report(directory, 'a package directory has no path', '"path": "force-app"', false);
  else if (reason !== undefined)
    report(
      path,
      `the path of a package directory cannot be used: ${path.type === 'string' ? reason : 'it is no text'}`,
      'a path inside the project, with /',
    );
  for (const key of ['package', 'versionNumber', 'ancestorVersion', 'ancestorId']) {
    const node = propertyOf(directory, key);
    if (node !== undefined && node.type !== 'string')
      report(node, `${key} of a package directory is no text`, 'the value in quotes');
  }
}

function checkAliases(root: Node, report: Report): void {
  const node = propertyOf(root, 'packageAliases');
  if (node === undefined) return;
  if (node.type !== 'object') {
    report(node, 'packageAliases is no object', '{ "name": "0Ho…" }');
    return;
  }
  const firstAlias = new Map<string, string>();
  for (const { key, keyNode, value } of propertyNodesOf(node)) {
    if (value.type !== 'string') {
      report(value, `the alias ${key} is no text`, 'an id in quotes');
      continue;
    }
    const id = String(value.value);
    if (!isId('0Ho', id)) continue;
    const first = firstAlias.get(shortId(id));
    if (first === undefined) firstAlias.set(shortId(id), key);
    else
      report(
        keyNode,
        `two aliases, ${first} and ${key}, lead to one package; the Salesforce CLI only ever takes the first, and then finds no package directory for the other`,
        `one alias for ${id}, the one under "package" in packageDirectories`,
      );
  }
}
