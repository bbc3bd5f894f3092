import type { Problem } from '../domain/errors.ts';
import { OVERRIDES, type OverrideName, type OverrideValues } from './overrides.ts';

/** Values of flags as they were typed. */
export type FlagTexts = {
  readonly [Name in OverrideName]?: string | readonly string[] | undefined;
};

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ReadOverrides {
  readonly values: Partial<OverrideValues>;
  readonly problems: readonly Problem[];
  /** The flag or variable that a value came from. */
  readonly origins: Readonly<Partial<Record<OverrideName, string>>>;
}

interface Given {
  readonly origin: string;
  readonly texts: readonly string[];
}

/** Flags win over environment variables; an empty variable counts as none, since CI sets those for missing secrets. */
export function readOverrides(flags: FlagTexts, environment: Environment): ReadOverrides {
  const values: Partial<OverrideValues> = {};
  const problems: Problem[] = [];
  const origins: Partial<Record<OverrideName, string>> = {};
  for (const name of overrideNames()) {
    const given = givenFor(name, flags, environment);
    if (given === undefined) continue;
    const parsed = OVERRIDES[name].schema.safeParse(given.texts);
    if (parsed.success) {
      origins[name] = given.origin;
      Object.assign(values, { [name]: parsed.data });
    } else
      problems.push({
        message: `${given.origin} is not valid`,
        found: given.texts.join(', '),
        wanted: parsed.error.issues[0]?.message ?? OVERRIDES[name].valueName,
      });
  }
  return { values, problems, origins };
}

function overrideNames(): readonly OverrideName[] {
  return Object.keys(OVERRIDES).filter((name): name is OverrideName => name in OVERRIDES);
}

function givenFor(
  name: OverrideName,
  flags: FlagTexts,
  environment: Environment,
): Given | undefined {
  const { flag, variable, isRepeatable } = OVERRIDES[name];
  const typed = flags[name];
  if (typed !== undefined)
    return { origin: flag, texts: typeof typed === 'string' ? [typed] : typed };
  const text = environment[variable]?.trim() ?? '';
  if (text === '') return undefined;
  const texts = isRepeatable
    ? text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
    : [text];
  return { origin: variable, texts };
}
