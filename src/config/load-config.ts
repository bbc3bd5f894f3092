import { ReleaseError, type Problem } from '../domain/errors.ts';
import { normalizedPath } from '../domain/project-path.ts';
import type { ReleaseConfig } from '../domain/release-config.ts';
import { applyOverrides, unknownPackageProblems } from './apply-overrides.ts';
import { parseConfigDocument, type ConfigDocument } from './config-document.ts';
import { normalizeConfig } from './normalize.ts';
import { readConfigFile } from './read-config-file.ts';
import {
  readOverrides,
  type Environment,
  type FlagTexts,
  type ReadOverrides,
} from './read-overrides.ts';
import { ALL_RULES } from './rules/all-rules.ts';
import type { PlacedPackage } from './rules/rule.ts';
import { schemaProblems } from './schema-problems.ts';
import { outputFolder, writtenConfig } from './written-config.ts';
import { writtenPackage } from './written-package.ts';

export interface ConfigRequest {
  readonly projectDir: string;
  /** Absolute or relative to the project; config/release.yaml where it is left out. */
  readonly file?: string | undefined;
  /** What flags said: they win over the environment, which wins over the file. */
  readonly overrides: FlagTexts;
  readonly environment: Environment;
}

export interface LoadedConfig {
  readonly config: ReleaseConfig;
  /** Absolute path of the file it came from. */
  readonly file: string;
  /** The same as messages show it: relative to the project where it lies in it. */
  readonly shownPath: string;
}

/**
 * The configuration in its one form. Throws CONFIG_NOT_FOUND, or CONFIG_INVALID with every problem at once: the ones of
 * the file with their place, the ones of flags and variables with their name.
 */
export async function loadConfig(request: ConfigRequest): Promise<LoadedConfig> {
  const file = await readConfigFile(request.projectDir, request.file);
  const document = parseConfigDocument(file.text, file.shownPath);
  const overrides = readOverrides(request.overrides, request.environment);
  const parsed = writtenConfig.safeParse(document.data);
  const problems = [
    ...document.problems,
    ...(document.isReadable ? schemaProblems(parsed.error?.issues ?? [], document) : []),
    ...(document.isReadable ? ruleProblems(document, overrides) : []),
    ...overrides.problems,
  ].toSorted(byPlace);
  if (!parsed.success || problems.length > 0) throw invalid(file.shownPath, problems);
  return {
    config: applyOverrides(normalizeConfig(parsed.data), overrides),
    file: file.path,
    shownPath: file.shownPath,
  };
}

/** The rules look at every package that is well-formed by itself, so that one typing error does not hide the others. */
function ruleProblems(document: ConfigDocument, overrides: ReadOverrides): readonly Problem[] {
  const entries = propertyOf(document.data, 'packages');
  const list: readonly unknown[] = Array.isArray(entries) ? entries : [];
  const packages = list.flatMap((entry, index): readonly PlacedPackage[] => {
    const parsed = writtenPackage.safeParse(entry);
    return parsed.success ? [{ index, written: parsed.data }] : [];
  });
  const output = outputFolder.safeParse(
    overrides.values.output ?? propertyOf(document.data, 'output') ?? 'artifacts',
  );
  const subject = {
    packages,
    packageCount: list.length,
    output: output.success ? normalizedPath(output.data) : undefined,
    lintedApps: lintedAppsIn(document.data),
  };
  const fromRules = ALL_RULES.flatMap((rule) => rule(subject)).map(({ path, ...problem }) => ({
    ...problem,
    location: document.locate(path),
  }));
  const names = packages.map(({ written }) => written.name);
  return packages.length === list.length
    ? [...fromRules, ...unknownPackageProblems(overrides, names)]
    : fromRules;
}

function lintedAppsIn(data: unknown): readonly string[] {
  const apps = propertyOf(propertyOf(data, 'lint'), 'apps');
  return typeof apps === 'object' && apps !== null ? Object.keys(apps) : [];
}

/** From the top of the file down; what stands in no file comes last. */
function byPlace(one: Problem, other: Problem): number {
  const [a, b] = [one.location, other.location];
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function invalid(shownPath: string, problems: readonly Problem[]): ReleaseError {
  const [first] = problems;
  const inFile = problems.filter((problem) => problem.location !== undefined).length;
  const where = inFile === 0 ? 'What this run was given' : shownPath;
  return new ReleaseError(
    'CONFIG_INVALID',
    problems.length === 1 ? `${where} has a problem` : `${where} has ${problems.length} problems`,
    {
      problems,
      ...(first?.location !== undefined && { location: first.location }),
      actions: ['Correct every line named above; nothing was read from the org or written yet.'],
    },
  );
}
