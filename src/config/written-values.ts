import * as z from 'zod';
import { normalizedPath, unsafePathReason } from '../domain/project-path.ts';

// Every message says what is wanted: the loader prints it beside what was found.

const MAJOR_MINOR_PATCH = String.raw`(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)`;
const NUMBER_WANTED = 'three numbers in quotes, for example "1.4.0"';

/** A text that matches, with one sentence for all that can be wrong with it; without a pattern, one line. */
export function text(wanted: string, pattern = /^\S(.*\S)?$/): z.ZodString {
  return z.string({ error: wanted }).regex(pattern, { error: wanted, abort: true });
}

export const namespace = text(
  'the namespace linked to the Dev Hub: 1 to 15 letters, digits or single underscores, a letter first',
  /^(?!.*__)[A-Za-z][A-Za-z0-9_]{0,14}$/,
);

export const apiName = text(
  'the API name of an External Client App: letters, digits and single underscores, a letter first, no underscore last',
  /^(?!.*__)[A-Za-z]([A-Za-z0-9_]*[A-Za-z0-9])?$/,
);

/** Of a flag, which needs no quotes. */
export const versionNumber = text('three numbers: 1.4.0', new RegExp(`^${MAJOR_MINOR_PATCH}$`));

export const version = text(
  `git-tag, project-file, or ${NUMBER_WANTED}`,
  new RegExp(`^(git-tag|project-file|${MAJOR_MINOR_PATCH})$`),
);

export const ancestor = text(
  `highest, none, or ${NUMBER_WANTED}`,
  new RegExp(`^(highest|none|${MAJOR_MINOR_PATCH})$`),
);

export const dependencyNumber = text(
  'four parts: "1.2.0.LATEST", "1.2.0.RELEASED" or a build, "1.2.0.7"',
  new RegExp(String.raw`^${MAJOR_MINOR_PATCH}\.(LATEST|RELEASED|\d+)$`),
);

export const environmentVariable = text(
  'the name of an environment variable in capitals, for example ACME_INSTALLATION_KEY',
  /^[A-Z_][A-Z0-9_]*$/,
);

const SECURE_URL_WANTED = 'a URL that starts with https://';

// Quotes and angles stand percent-encoded in URLs: somebody puts it into a page.
export const secureUrl = text(SECURE_URL_WANTED, /^https:\/\/[^\s/"<>]+[^\s"<>]*$/).refine(
  (url) => URL.canParse(url),
  { error: SECURE_URL_WANTED },
);

export const metadataReference = text(
  'Type:FullName, for example OauthCustomScope:Acme_Orders',
  // Names of things in folders have slashes; none leads out of its folder.
  /^[A-Za-z][A-Za-z0-9]*:(?!(.*\/)?\.\.?(\/|$))[^\s\\\p{Cc}]([^\\\p{Cc}]*[^\s\\\p{Cc}])?$/u,
);

const projectPath = text('a path inside the project, with /').refine(
  (path) => unsafePathReason(path) === undefined,
  { error: (issue) => pathWanted(String(issue.input)), abort: true },
);

export const pathBelowProject = projectPath.refine((path) => normalizedPath(path) !== '.', {
  error: 'a path below the project, not the project itself',
  abort: true,
});

// The Salesforce libraries leave out everything below a dot folder without a word, once there is a .forceignore.
export const packagePath = pathBelowProject.refine(
  (path) =>
    !normalizedPath(path)
      .split('/')
      .some((segment) => segment.startsWith('.')),
  {
    error:
      'a folder that neither is hidden nor lies in a hidden one (no name that starts with a dot)',
  },
);

export const packageId = text(
  "a package's id: 0Ho and 12 or 15 more letters and digits",
  /^0Ho[A-Za-z0-9]{12}([A-Z0-5]{3})?$/,
);

export const versionId = text(
  "a version's id: 04t and 12 or 15 more letters and digits",
  /^04t[A-Za-z0-9]{12}([A-Z0-5]{3})?$/,
);

function pathWanted(path: string): string {
  return `a path inside the project, with /: ${unsafePathReason(path) ?? 'it cannot be used'}`;
}
