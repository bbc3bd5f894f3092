import { Command, CommanderError } from 'commander';
import type { OverrideName } from '../config/overrides.ts';
import {
  addAgreedPlanFlag,
  addBuildFlags,
  addConsentFlag,
  addDoctorFlags,
  addGithubFlag,
  addLintFlags,
  addPlanFlags,
  addPromotionFlag,
  addRunFlags,
  addSettingFlags,
  addTellingFlags,
  addWorkspaceFlags,
  asksHub,
  type RunFlags,
} from './run-flags.ts';
import type { Pipeline, Surroundings, VerbFrame } from './run-verb.ts';
import { TOOL_VERSION } from './tool-version.ts';

const EXIT_CODES = `
Exit codes:
  0   done
  2   something that was written must change: flags, configuration, workspace
  3   no usable login, or a permission is missing
  4   the org must change: no Dev Hub, namespace not linked, no build left, app is Local
  5   not finished: run the same command again, it goes on
  6   not confirmed, or interrupted
  7   Salesforce could not build or promote the version
  70  a defect of eca-release`;

interface RunVerb extends VerbFrame {
  readonly description: string;
  readonly flags: readonly ((command: Command) => Command)[];
  readonly settings: readonly OverrideName[];
  readonly load: (flags: RunFlags, surroundings: Surroundings) => Promise<Pipeline>;
}

const EVERY_VERB = ['versionNumber', 'packages', 'requestSeconds'] as const;
const BUILDING = ['drift', 'waitMinutes', 'lostAnswerSeconds'] as const;

/** The verbs that work on a Dev Hub. */
const RUN_VERBS: readonly RunVerb[] = [
  {
    name: 'release',
    description: 'from the app in the Dev Hub to install links',
    flags: [
      addConsentFlag,
      addBuildFlags,
      addPromotionFlag,
      addAgreedPlanFlag,
      addWorkspaceFlags,
      addGithubFlag,
    ],
    settings: [...EVERY_VERB, 'output', ...BUILDING],
    needsHub: true,
    needsKeys: true,
    load: async () => (await import('../pipeline/release.ts')).release,
  },
  {
    name: 'plan',
    description:
      'what a release would change and spend; reads only, and saves it for release --plan',
    flags: [addBuildFlags, addPromotionFlag, addWorkspaceFlags, addPlanFlags],
    settings: [...EVERY_VERB, 'drift'],
    needsHub: true,
    needsKeys: true,
    load: async () => (await import('../pipeline/plan.ts')).plan,
  },
  {
    name: 'doctor',
    description: 'prove that a release can succeed, check by check; changes nothing',
    flags: [addDoctorFlags, addWorkspaceFlags],
    settings: EVERY_VERB,
    needsHub: true,
    needsKeys: false,
    load: async (flags, { environment }) => {
      const [{ doctor }, { doctorQuestion }] = await Promise.all([
        import('../pipeline/doctor.ts'),
        import('./doctor-question.ts'),
      ]);
      return async (request, ports) => doctor(doctorQuestion(flags, environment), request, ports);
    },
  },
  {
    name: 'retrieve',
    description: 'the workspace half of a release: retrieve, prune and wire, for you to commit',
    flags: [addWorkspaceFlags],
    settings: EVERY_VERB,
    needsHub: true,
    needsKeys: true,
    load: async () => (await import('../pipeline/retrieve-workspace.ts')).retrieveWorkspace,
  },
  {
    name: 'lint',
    description: 'judge the app by the rules of packaging and OAuth; needs no org',
    flags: [addLintFlags],
    settings: ['packages', 'requestSeconds'],
    needsHub: false,
    needsKeys: false,
    load: async (flags) => {
      const { lintWorkspace } = await import('../pipeline/lint-workspace.ts');
      const options = { asksHub: asksHub(flags), ruleSet: flags.ruleSet };
      return async (request, ports) => lintWorkspace(request, ports, options);
    },
  },
  {
    name: 'promote',
    description: 'make a beta the released version of its number, for ever',
    flags: [addConsentFlag, addPromotionFlag, addGithubFlag],
    settings: [...EVERY_VERB, 'output'],
    needsHub: true,
    needsKeys: true,
    load: async () => (await import('../pipeline/promote-release.ts')).promoteRelease,
  },
  {
    name: 'links',
    description: 'write the artifacts of a version that exists already, from the hub alone',
    flags: [addGithubFlag],
    settings: [...EVERY_VERB, 'output'],
    needsHub: true,
    needsKeys: true,
    load: async () => (await import('../pipeline/publish-links.ts')).publishLinks,
  },
];

/** Reads the arguments, runs the verb, and gives the exit code. Nothing heavy is loaded before the verb is known. */
export async function runCli(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let exitCode = 0;
  let said = '';
  const program = new Command('eca-release')
    .description(
      'Turns a Salesforce External Client App into a managed package and hands out install links.',
    )
    .version(TOOL_VERSION, '--version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      // What cannot be understood is told as every other failure is: below.
      writeErr: (text) => (said += text),
    })
    .addHelpText('after', EXIT_CODES);

  for (const verb of RUN_VERBS) {
    const command = addRunFlags(program.command(verb.name)).description(verb.description);
    for (const addFlags of verb.flags) addFlags(command);
    addTellingFlags(addSettingFlags(command, verb.settings));
    command.action(async (flags: RunFlags) => {
      const [{ runVerb }, pipeline] = await Promise.all([
        import('./run-verb.ts'),
        verb.load(flags, surroundings),
      ]);
      exitCode = await runVerb(verb, flags, pipeline, surroundings);
    });
  }

  program
    .command('explain')
    .description(
      'what an error code means and what to do, or a text of Salesforce; all codes without one',
    )
    .argument('[code...]', 'the code, or the text')
    .option('--json', 'one JSON document on standard output')
    .action(async (words: readonly string[], flags: { readonly json?: boolean }) => {
      const { explain } = await import('./explain.ts');
      exitCode = explain(words, flags, surroundings);
    });

  program
    .command('hub')
    .description('run the embedded Dev Hub as a server, for the sf CLI or anything else')
    .option('--project-dir <folder>', 'the folder with config/embedded-hub.yaml', '.')
    .option('--seed <file>', 'another file than config/embedded-hub.yaml')
    .option('--state <folder>', 'another folder than .eca-release/hub')
    .option('--fresh', 'forget what it made so far')
    .option('--port <number>', "the port; else last time's, the seed's, or any free one")
    .option('--scenario <file>', 'faults to play, written as under faults: in the seed')
    .option('--tls', 'listen for https, too, with a certificate made for it')
    .action(async (flags: HubFlags) => {
      const { serveHub } = await import('./serve-hub.ts');
      exitCode = await serveHub(flags, surroundings);
    });

  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const { tellUsage } = await import('./tell-usage.ts');
    const verbs = program.commands.map((command) => command.name());
    return tellUsage({ error, said, argv, verbs }, surroundings);
  }
  return exitCode;
}

/** Flags of the hub verb, as commander hands them over. */
export interface HubFlags {
  readonly projectDir: string;
  readonly seed?: string;
  readonly state?: string;
  readonly fresh?: boolean;
  readonly scenario?: string;
  readonly tls?: boolean;
  readonly port?: string;
}
