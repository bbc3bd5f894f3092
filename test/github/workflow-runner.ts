import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { interpolated, isWanted, type Contexts } from './expressions.ts';
import { REPOSITORY, type Action, type Job, type Step } from './workflow-files.ts';

/** What a runner of GitHub gives a job. */
export interface JobSettings {
  /** Where actions/checkout would put the repository; it is there already. */
  readonly workspace: string;
  /** github, vars, secrets, inputs and so on; env, steps and runner are added. */
  readonly contexts: Contexts;
  /** The variables that GitHub sets for every step: GITHUB_REF_NAME and the like. */
  readonly environment: Readonly<Record<string, string>>;
  /** Actions that are executed, by what uses: says; all others are only noted. */
  readonly actions?: Readonly<Record<string, LocalAction>>;
}

interface LocalAction {
  readonly action: Action;
  readonly directory: string;
}

export interface JobResult {
  readonly hasFailed: boolean;
  readonly steps: Readonly<Record<string, StepResult>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** What all steps printed. */
  readonly log: string;
  /** GITHUB_STEP_SUMMARY of all steps, one after the other. */
  readonly summary: string;
  /** The actions that were noted, with their inputs. */
  readonly used: readonly {
    readonly uses: string;
    readonly with: Readonly<Record<string, string>>;
  }[];
}

interface StepResult {
  readonly outcome: 'success' | 'failure' | 'skipped';
  readonly outputs: Readonly<Record<string, string>>;
}

interface Frame {
  readonly settings: JobSettings;
  readonly directory: string;
  readonly home: string;
  readonly steps: Record<string, StepResult>;
  readonly used: JobResult['used'][number][];
  log: string;
  summary: string;
}

/** Executes the run: steps of a job as a runner does, each in a shell of its own. */
export async function runJob(job: Job, settings: JobSettings): Promise<JobResult> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'eca-release-runner-')));
  const home = join(directory, 'home');
  await mkdir(home);
  await writeNpm(directory);
  const frame: Frame = { settings, directory, home, steps: {}, used: [], log: '', summary: '' };
  const hasFailed = await runSteps(frame, job.steps, settings.contexts, frame.steps, {});
  const contexts = { ...settings.contexts, steps: frame.steps };
  return {
    hasFailed,
    steps: frame.steps,
    outputs: mapped(job.outputs ?? {}, contexts),
    log: frame.log,
    summary: frame.summary,
    used: frame.used,
  };
}

async function runSteps(
  frame: Frame,
  steps: readonly Step[],
  outer: Contexts,
  results: Record<string, StepResult>,
  inherited: Readonly<Record<string, string>>,
): Promise<boolean> {
  let hasFailed = false;
  for (const [index, step] of steps.entries()) {
    const contexts = { ...outer, steps: results, runner: { temp: frame.directory } };
    const result: StepResult = isWanted(step.if, contexts, { hasFailed })
      ? await runStep(frame, step, contexts, inherited)
      : { outcome: 'skipped', outputs: {} };
    results[step.id ?? `step-${String(index + 1)}`] = result;
    hasFailed ||= result.outcome === 'failure';
  }
  return hasFailed;
}

async function runStep(
  frame: Frame,
  step: Step,
  contexts: Contexts,
  inherited: Readonly<Record<string, string>>,
): Promise<StepResult> {
  const environment = { ...inherited, ...mapped(step.env ?? {}, contexts) };
  if (step.uses === undefined) return runScript(frame, step, contexts, environment);
  const inputs = mapped(step.with ?? {}, contexts);
  const local = frame.settings.actions?.[step.uses];
  if (local === undefined) {
    frame.used.push({ uses: step.uses, with: inputs });
    return { outcome: 'success', outputs: {} };
  }
  return runAction(frame, local, { inputs, contexts, environment });
}

/** The steps of a composite action see its inputs, the step's own env, and a steps context of their own. */
async function runAction(
  frame: Frame,
  { action, directory }: LocalAction,
  call: {
    readonly inputs: Readonly<Record<string, string>>;
    readonly contexts: Contexts;
    readonly environment: Readonly<Record<string, string>>;
  },
): Promise<StepResult> {
  const { github } = call.contexts;
  const unknown = Object.keys(call.inputs).filter((name) => action.inputs[name] === undefined);
  if (unknown.length > 0) throw new TypeError(`action.yml has no input ${unknown.join(', ')}`);
  const defaults = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, input.default]),
  );
  const contexts = { github, inputs: { ...mapped(defaults, { github }), ...call.inputs } };
  const results: Record<string, StepResult> = {};
  const hasFailed = await runSteps(frame, action.runs.steps, contexts, results, {
    ...call.environment,
    GITHUB_ACTION_PATH: directory,
  });
  const values = Object.fromEntries(
    Object.entries(action.outputs).map(([name, { value }]) => [name, value]),
  );
  return {
    outcome: hasFailed ? 'failure' : 'success',
    outputs: mapped(values, { steps: results }),
  };
}

async function runScript(
  frame: Frame,
  step: Step,
  contexts: Contexts,
  environment: Readonly<Record<string, string>>,
): Promise<StepResult> {
  const files = await mkdtemp(join(frame.directory, 'step-'));
  const script = join(files, 'script.sh');
  await writeFile(script, interpolated(step.run ?? '', contexts));
  const names = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_PATH'] as const;
  for (const name of names) await writeFile(join(files, name), '');
  // https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstepsshell
  const shell =
    step.shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail', script] : ['-e', script];
  const { exitCode, printed } = await execute('bash', shell, frame.settings.workspace, {
    PATH: [frame.directory, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: frame.home,
    LANG: 'C.UTF-8',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: frame.settings.workspace,
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: frame.directory,
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    ...frame.settings.environment,
    ...environment,
    ...Object.fromEntries(names.map((name) => [name, join(files, name)])),
  });
  frame.log += printed;
  frame.summary += await readFile(join(files, 'GITHUB_STEP_SUMMARY'), 'utf8');
  return {
    outcome: exitCode === 0 ? 'success' : 'failure',
    outputs: outputsIn(await readFile(join(files, 'GITHUB_OUTPUT'), 'utf8')),
  };
}

async function execute(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly exitCode: number | null; readonly printed: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, printed }));
  });
}

/** npm as it is, except that `npm ci` takes the packages that are installed here: it would need the network. */
async function writeNpm(directory: string): Promise<void> {
  const script = `#!/bin/sh
if [ "$1" = ci ]; then
  [ -f package-lock.json ] || { echo "npm ci needs a package-lock.json" >&2; exit 1; }
  ln -sfn '${join(REPOSITORY, 'node_modules')}' node_modules
  exit 0
fi
PATH=\${PATH#*:}
exec npm "$@"
`;
  await writeFile(join(directory, 'npm'), script, { mode: 0o755 });
}

function mapped(
  values: Readonly<Record<string, string | number | boolean>>,
  contexts: Contexts,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, interpolated(String(value), contexts)]),
  );
}

/** name=value, or name<<END, lines, END: the two forms of GitHub's files of commands. */
function outputsIn(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const [, name, end] = /^([^=<]+)<<(.+)$/.exec(line) ?? [];
    if (name === undefined || end === undefined) {
      const [key = '', ...value] = line.split('=');
      if (key !== '') outputs[key] = value.join('=');
      continue;
    }
    const last = lines.indexOf(end, index + 1);
    if (last === -1) throw new TypeError(`The output ${name} does not end`);
    outputs[name] = lines.slice(index + 1, last).join('\n');
    index = last;
  }
  return outputs;
}
