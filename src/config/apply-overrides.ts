import type { Problem } from '../domain/errors.ts';
import { nearest } from '../domain/nearest.ts';
import { normalizedPath } from '../domain/project-path.ts';
import type { ReleaseConfig } from '../domain/release-config.ts';
import type { ReadOverrides } from './read-overrides.ts';

/** The configuration with what flags and environment say in place of what the file says. */
export function applyOverrides(config: ReleaseConfig, { values }: ReadOverrides): ReleaseConfig {
  const { packages: selected, versionNumber } = values;
  return {
    ...config,
    output: values.output === undefined ? config.output : normalizedPath(values.output),
    drift: values.drift ?? config.drift,
    wait: {
      minutes: values.waitMinutes ?? config.wait.minutes,
      requestSeconds: values.requestSeconds ?? config.wait.requestSeconds,
      lostAnswerSeconds: values.lostAnswerSeconds ?? config.wait.lostAnswerSeconds,
    },
    packages: config.packages
      .filter((candidate) => selected === undefined || selected.includes(candidate.name))
      .map((each) =>
        versionNumber === undefined
          ? each
          : { ...each, version: { from: 'number', number: versionNumber } },
      ),
  };
}

/** A package that was asked for by name but is not configured. */
export function unknownPackageProblems(
  { values, origins }: ReadOverrides,
  names: readonly string[],
): readonly Problem[] {
  return (values.packages ?? [])
    .filter((selected) => !names.includes(selected))
    .map((selected) => {
      const meant = nearest(selected, names);
      return {
        message: `${origins.packages ?? 'The selection'} names a package that is not configured`,
        found: selected,
        wanted: meant === undefined ? `one of ${names.join(', ')}` : `${meant}: did you mean that?`,
      };
    });
}
