import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { ReleaseError, type FileLocation } from '../domain/errors.ts';
import { PROJECT_FILE } from './project-file-text.ts';

/** sfdx-project.json as a syntax tree: values with the places they stand at. */
export interface ProjectFileTree {
  readonly root: Node;
  readonly text: string;
  /** What stood before the text: a byte order mark, or nothing. */
  readonly byteOrderMark: string;
  locate(node: Node): FileLocation;
}

/**
 * Strict JSON, as the Salesforce CLI wants it. A byte order mark is fine: the CLI trims it (@salesforce/kit 4.0.1).
 * Throws PROJECT_FILE_HAS_COMMENTS, PROJECT_FILE_INVALID.
 */
export function parseProjectTree(content: string): ProjectFileTree {
  const byteOrderMark = content.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = content.slice(byteOrderMark.length);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const comments = errors.filter(
    ({ error }) => printParseErrorCode(error) === 'InvalidCommentToken',
  );
  const [failure] = errors.filter((error) => !comments.includes(error));
  if (failure !== undefined) throw syntaxError(text, failure);
  if (comments.length > 0)
    throw hasComments(comments.map(({ offset }) => locationAt(text, offset)));
  if (root === undefined) throw syntaxError(text, { error: 4, offset: 0, length: 0 });
  return { root, text, byteOrderMark, locate: (node) => locationAt(text, node.offset) };
}

function locationAt(text: string, offset: number): FileLocation {
  const before = text.slice(0, offset).split('\n');
  return { file: PROJECT_FILE, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

const SYNTAX: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a key in double quotes; no comma after the last entry',
  ValueExpected: 'a value; no comma after the last entry',
  ColonExpected: 'a colon between key and value',
  CommaExpected: 'a comma between entries',
  CloseBraceExpected: 'a closing }',
  CloseBracketExpected: 'a closing ]',
  EndOfFileExpected: 'nothing after the last }',
  UnexpectedEndOfString: 'a closing double quote on the same line',
  InvalidSymbol: 'texts and keys in double quotes',
};

function syntaxError(text: string, { error, offset }: ParseError): ReleaseError {
  const location = locationAt(text, offset);
  const line = text.split('\n')[(location.line ?? 1) - 1]?.trim() ?? '';
  return new ReleaseError('PROJECT_FILE_INVALID', `${PROJECT_FILE} is not valid JSON`, {
    found: /^(<{7}|={7}|>{7})/.test(line) ? 'a merge conflict' : line.slice(0, 80) || 'nothing',
    wanted: SYNTAX[printParseErrorCode(error)] ?? 'valid JSON',
    location,
    actions: [`Correct line ${location.line} of ${PROJECT_FILE}.`],
  });
}

function hasComments(locations: readonly FileLocation[]): ReleaseError {
  const [location] = locations;
  return new ReleaseError('PROJECT_FILE_HAS_COMMENTS', `${PROJECT_FILE} has comments`, {
    found: `comments on line ${locations.map(({ line }) => line).join(', ')}`,
    wanted: 'JSON without comments',
    why: 'The Salesforce CLI and its libraries refuse the file otherwise (JsonParseError).',
    ...(location !== undefined && { location }),
    actions: [`Take the comments out of ${PROJECT_FILE}, or move them to a README.`],
    problems: locations.map((each) => ({ message: 'a comment', location: each })),
  });
}
