import type { AppPolicies } from '../../domain/eca/app-settings.ts';
import type { Block } from './blocks.ts';
import { menu, type RichText, say, strong } from './rich-text.ts';

/** One policy that an admin decides on. */
export interface PolicyAdvice {
  /** Unique among the policies of an app. */
  readonly id: string;
  /** The policy as Setup names it. */
  readonly name: string;
  /** Where it is on the page that Edit Policies opens. */
  readonly where: readonly string[];
  /** What the org has right after the install. */
  readonly startsAs: RichText;
  /** What the developer has in their own org: a recommendation, since policies do not travel. */
  readonly developers?: RichText;
  readonly choose: readonly RichText[];
  /** All of it in one sentence. */
  readonly summary: RichText;
}

/** Nothing where the developer's policies are not known. */
export type DevelopersPolicies = AppPolicies | undefined;

export function adviceBlock({ where, startsAs, developers, choose }: PolicyAdvice): Block {
  return {
    kind: 'facts',
    facts: [
      { name: 'Where', texts: [say`${menu('Edit Policies', ...where)}`] },
      { name: 'After the install', texts: [startsAs] },
      ...(developers === undefined
        ? []
        : [{ name: 'In the developer’s org', texts: [developers] }]),
      { name: 'What to choose', texts: choose, isMain: true },
    ],
  };
}

/** The end of a summary: what the developer has, where that is known. */
export function developersHave(value: string | undefined): RichText {
  return value === undefined ? [] : say` The developer’s own org has ${strong(value)}.`;
}
