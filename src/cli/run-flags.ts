import { Option, type Command } from 'commander';
import { RULE_SET_IDS, type RuleSetId } from '../domain/lint/rule-sets.ts';
import { OVERRIDES, type OverrideName } from '../config/overrides.ts';

/** Flags of every verb that works on a Dev Hub, as commander hands them over. */
export interface RunFlags {
  readonly projectDir: string;
  readonly config?: string;
  readonly targetDevHub?: string;
  readonly rehearse?: boolean;
  readonly requireDevHub?: boolean;
  readonly fresh?: boolean;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly events?: boolean;
  readonly debug?: boolean;
  readonly promote?: boolean;
  readonly acceptRemovedMetadata?: boolean;
  readonly retryFailed?: boolean;
  readonly withHub?: boolean;
  readonly ruleSet?: RuleSetId;
  /** A file to write. */
  readonly sarif?: string;
  /** Where to save a plan. */
  readonly out?: string;
  /** The plan to do. */
  readonly plan?: string;
  /** The tag of the release; true: the one of the build or of the commit. */
  readonly githubRelease?: string | true;
  readonly output?: string;
  readonly drift?: string;
  readonly waitMinutes?: string;
  readonly requestSeconds?: string;
  readonly lostAnswerSeconds?: string;
  readonly versionNumber?: string;
  readonly package?: readonly string[];
  /** Aliases or usernames of orgs to install into. */
  readonly targetOrg?: readonly string[];
  readonly connectedApp?: string;
}

const WHICH_HUB = 'Which Dev Hub:';
const WHAT_TO_DO = 'What to do:';

/** For verbs that spend something, or do what cannot be undone. */
export function addConsentFlag(command: Command): Command {
  return command
    .optionsGroup(WHAT_TO_DO)
    .option('-y, --yes', 'do not ask before spending a build or promoting');
}

/** For verbs that promote. */
export function addPromotionFlag(command: Command): Command {
  return command
    .optionsGroup(WHAT_TO_DO)
    .option('--accept-removed-metadata', 'promote although components of the ancestor are missing');
}

/** For the verb that builds. */
export function addBuildFlags(command: Command): Command {
  return command
    .optionsGroup(WHAT_TO_DO)
    .option('--promote', 'also make the version the released one, for ever')
    .option('--retry-failed', 'build again what failed to build with the same contents');
}

/** For the verb that plans. */
export function addPlanFlags(command: Command): Command {
  return command
    .optionsGroup(WHAT_TO_DO)
    .option('--out <file>', 'where to save the plan; .eca-release/plan.json unless it is given');
}

/** For the verb that examines. */
export function addDoctorFlags(command: Command): Command {
  return command
    .optionsGroup(WHAT_TO_DO)
    .option(
      '--target-org <alias>',
      'also an org to install into, by an alias or username of the sf CLI; may be repeated',
      (value: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), value],
    )
    .option('--connected-app <name>', 'also whether this Connected App can be migrated');
}

/** For the verb that does what was planned: the plan says what was asked for. */
export function addAgreedPlanFlag(command: Command): Command {
  return command
    .optionsGroup(WHAT_TO_DO)
    .addOption(
      new Option('--plan <file>', 'do exactly this plan, or say what has moved since').conflicts([
        'promote',
        'retryFailed',
        'acceptRemovedMetadata',
      ]),
    );
}

/** For verbs that publish a version. */
export function addGithubFlag(command: Command): Command {
  return command
    .optionsGroup(WHAT_TO_DO)
    .option(
      '--github-release [tag]',
      'also make or update the release on GitHub, for this tag or the one being built',
    );
}

/** For the verb that judges the workspace. */
export function addLintFlags(command: Command): Command {
  return command
    .optionsGroup(WHICH_HUB)
    .option('--with-hub', 'also judge what only the Dev Hub knows (the one of the configuration)')
    .optionsGroup(WHAT_TO_DO)
    .addOption(
      new Option('--rule-set <name>', 'only these rules, with what no rule can read').choices(
        RULE_SET_IDS,
      ),
    )
    .option('--sarif <file>', 'also write the findings as SARIF 2.1.0, for code scanning');
}

/** Whether flags name a hub, where a verb needs none. */
export function asksHub(flags: RunFlags): boolean {
  return flags.withHub === true || flags.targetDevHub !== undefined || flags.rehearse === true;
}

/** For verbs that write into the package directories; only they begin a rehearsal. */
export function addWorkspaceFlags(command: Command): Command {
  return command
    .optionsGroup(WHICH_HUB)
    .option('--fresh', 'forget what earlier rehearsals made')
    .optionsGroup(WHAT_TO_DO)
    .option('--force', 'overwrite files that have uncommitted changes');
}

/** Which hub, and which project. */
export function addRunFlags(command: Command): Command {
  return command
    .optionsGroup(WHICH_HUB)
    .option('-v, --target-dev-hub <alias>', "an alias or username of the sf CLI, or 'embedded'")
    .option('--rehearse', 'use the embedded Dev Hub, whatever else is set')
    .option('--require-dev-hub', 'refuse to rehearse (tag builds on GitHub do by themselves)')
    .optionsGroup('Which project:')
    .option('--project-dir <folder>', 'the folder with sfdx-project.json', '.')
    .option('--config <file>', 'another file than config/release.yaml');
}

export function addTellingFlags(command: Command): Command {
  return command
    .optionsGroup('How to tell:')
    .addOption(new Option('--json', 'one JSON document on standard output').conflicts('events'))
    .option('--events', 'one JSON event a line on standard output, as it happens')
    .option('--debug', 'show where an error came from');
}

/** The settings that mean something to a verb. */
export function addSettingFlags(command: Command, names: readonly OverrideName[]): Command {
  command.optionsGroup('Settings that win over the configuration:');
  for (const name of names) {
    const { flag, valueName, description, variable, isRepeatable } = OVERRIDES[name];
    const option = new Option(`${flag} ${valueName}`, `${description} [${variable}]`);
    if (isRepeatable)
      option.argParser((value: string, earlier: readonly string[] | undefined) => [
        ...(earlier ?? []),
        value,
      ]);
    command.addOption(option);
  }
  return command;
}
