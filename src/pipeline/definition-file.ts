import { parse, type ParseError } from 'jsonc-parser';
import { ReleaseError } from '../domain/errors.ts';
import type { Workspace } from '../ports/workspace.ts';

/** A scratch org definition, as it lies in the project. */
export interface DefinitionFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The definition file of a package; nothing where none is configured. Throws DEFINITION_FILE_INVALID. */
export async function readDefinition(
  path: string | undefined,
  workspace: Workspace,
): Promise<DefinitionFile | undefined> {
  if (path === undefined) return undefined;
  const bytes = await workspace.read(path);
  if (bytes === undefined) throw invalid(path, 'no such file');
  const text = Buffer.from(bytes).toString('utf8');
  if (isJsonObject(text)) return { path, bytes };
  throw invalid(path, 'no JSON object', lineOfSyntaxError(text));
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** JSON.parse, which has the last word, does not say where; nothing where the syntax is fine. */
function lineOfSyntaxError(text: string): number | undefined {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const [first] = errors;
  return first === undefined ? undefined : text.slice(0, first.offset).split('\n').length;
}

function invalid(path: string, found: string, line?: number): ReleaseError {
  return new ReleaseError('DEFINITION_FILE_INVALID', 'The definition file cannot be used', {
    found,
    wanted: 'a scratch org definition: {"edition": "Developer", …}',
    location: { file: path, ...(line !== undefined && { line }) },
    actions: ['Correct the file, or definitionFile: in config/release.yaml.'],
  });
}
