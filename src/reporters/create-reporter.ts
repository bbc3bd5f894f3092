import type { Reporter } from '../domain/events.ts';
import type { ReleaseConfig } from '../domain/release-config.ts';
import type { RepositoryPlace } from './github-annotations.ts';
import { createGithubReporter } from './github-reporter.ts';
import { createJsonReporter } from './json-reporter.ts';
import { lookFor } from './look.ts';
import { createNdjsonReporter } from './ndjson-reporter.ts';
import { createPlainReporter } from './plain-reporter.ts';
import { createTerminalReporter } from './terminal-reporter.ts';
import type { Environment, TextStream } from './text-stream.ts';

export interface ReporterOptions {
  readonly format: 'auto' | 'plain' | 'github' | 'terminal' | 'json' | 'ndjson';
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly environment: Environment;
  /** Absolute: what files of the project are named by on GitHub. */
  readonly projectDir?: string;
  /** Asked for at the end: what the JSON document shows as the effective configuration. */
  readonly config?: () => ReleaseConfig | undefined;
}

export function createReporter(options: ReporterOptions): Reporter {
  const { format, stdout, stderr, environment, config = () => undefined } = options;
  const output = {
    stdout,
    stderr,
    look: lookFor(stdout, environment),
    errorLook: lookFor(stderr, environment),
  };
  switch (format === 'auto' ? formatFor(stdout, environment) : format) {
    case 'plain':
      return createPlainReporter(output);
    case 'github':
      return createGithubReporter(output, repositoryPlace(options));
    case 'terminal':
      return createTerminalReporter(output);
    case 'json':
      return createJsonReporter(output, config);
    case 'ndjson':
      return createNdjsonReporter(output);
  }
}

function repositoryPlace({ environment, projectDir = '.' }: ReporterOptions): RepositoryPlace {
  return { repositoryDir: environment['GITHUB_WORKSPACE'] ?? projectDir, projectDir };
}

/** A log is no terminal, also where a build server pretends that it is one. */
function formatFor(stdout: TextStream, environment: Environment): 'plain' | 'github' | 'terminal' {
  if (environment['GITHUB_ACTIONS'] === 'true') return 'github';
  const ci = environment['CI'];
  const isBuildServer = ci !== undefined && ci !== '' && ci !== 'false';
  return stdout.isTTY === true && environment['TERM'] !== 'dumb' && !isBuildServer
    ? 'terminal'
    : 'plain';
}
