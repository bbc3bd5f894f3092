import type { FileLocation, Problem } from '../domain/errors.ts';

interface SyntaxText {
  readonly message: string;
  readonly wanted: string;
}

const NOT_YAML: SyntaxText = {
  message: 'This is not valid YAML',
  wanted: 'key: value, indented with spaces; texts with special characters in quotes',
};

/**
 * The yaml library's error codes in our words. Its own messages quote the file, and what they quote may be an
 * installation key that somebody pasted.
 */
const TEXTS: Readonly<Record<string, SyntaxText>> = {
  ALIAS: {
    message: 'References to other values (*name) are not supported',
    wanted: 'the value itself',
  },
  BAD_ALIAS: {
    message: 'A value that starts with * or & is a reference for YAML',
    wanted: 'the value in quotes',
  },
  BAD_DQ_ESCAPE: {
    message: 'This backslash means nothing inside double quotes',
    wanted: 'two backslashes, or single quotes',
  },
  BAD_INDENT: {
    message: 'The indentation does not fit the lines above, or a bracket above is not closed',
    wanted: 'as many spaces as the other keys of the same group; closed brackets and braces',
  },
  BAD_SCALAR_START: {
    message: 'A value cannot start with this character',
    wanted: 'the value in quotes',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'There are two keys on this line, or a colon in a value',
    wanted: 'one key a line; a value with a colon and a space in quotes',
  },
  DUPLICATE_KEY: { message: 'This key stands here twice', wanted: 'each key once' },
  MISSING_CHAR: {
    message: 'A closing quote, bracket or brace, or a colon after a key, is missing',
    wanted: 'what was opened is closed; every key ends with a colon',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'A key without a colon, or a text over several lines',
    wanted: 'key: value on one line',
  },
  MULTIPLE_DOCS: {
    message: 'A second document starts here (---)',
    wanted: 'one document in the file',
  },
  TAB_AS_INDENT: {
    message: 'This line is indented with a tab, which YAML forbids',
    wanted: 'spaces',
  },
  TAG_RESOLVE_FAILED: {
    message: 'A value that starts with ! is a type for YAML',
    wanted: 'the value in quotes',
  },
};

export function syntaxProblem(code: string, location: FileLocation): Problem {
  return { ...(TEXTS[code] ?? NOT_YAML), location };
}
