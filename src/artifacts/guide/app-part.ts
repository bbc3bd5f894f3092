import type { PackagedApp } from '../../domain/published-version.ts';
import { approvedUsersAdvice, permittedUsersAdvice, runAsAdvice } from './access-advice.ts';
import { type Block, paragraph, type Part, part } from './blocks.ts';
import { ipRelaxationAdvice, trustedRangesBlocks } from './network-advice.ts';
import { adviceBlock, type PolicyAdvice } from './policy-advice.ts';
import { type RichText, say } from './rich-text.ts';
import { scopeText } from './scopes.ts';
import { refreshTokenAdvice, sessionAdvice, startUrlAdvice } from './session-advice.ts';

/** The policies to decide on for an app, in the order of their weight. */
export function adviceFor({ settings }: PackagedApp): readonly PolicyAdvice[] {
  const { policies } = settings;
  return [
    permittedUsersAdvice(policies),
    ...approvedUsersAdvice(policies),
    ...runAsAdvice(policies),
    ipRelaxationAdvice(settings),
    ...refreshTokenAdvice(settings),
    sessionAdvice(policies),
    ...startUrlAdvice(policies),
  ];
}

/** What there is to know and to decide of one app. */
export function appPart(app: PackagedApp, index: number): Part {
  const id = `app-${String(index + 1)}`;
  const { settings } = app;
  const ranges = trustedRangesBlocks(settings);
  return part(id, say`Set the policies of ${app.label}`, [
    paragraph(sourceOfAdvice(settings.policies !== undefined)),
    ...adviceFor(app).map((advice) =>
      part(`${id}-${advice.id}`, say`${advice.name}`, [adviceBlock(advice)]),
    ),
    ...(ranges.length === 0 ? [] : [part(`${id}-addresses`, say`The app’s addresses`, ranges)]),
    part(`${id}-scopes`, say`What the app may do`, scopesBlocks(settings.scopes)),
  ]);
}

function sourceOfAdvice(hasDevelopersPolicies: boolean): RichText {
  return hasDevelopersPolicies
    ? say`What the developer has in their own org is a recommendation, no more: policies are not part of a package.`
    : say`Policies are not part of a package, and the developer’s own are not known here: where this page leaves a choice, ask the developer.`;
}

function scopesBlocks(scopes: readonly string[]): readonly Block[] {
  if (scopes.length === 0) return [paragraph(say`The app asks for no OAuth scopes.`)];
  return [
    paragraph(
      say`The developer chose these scopes. They cannot be changed in your org, and never exceed the rights of the user who connects.`,
    ),
    { kind: 'list', items: scopes.map(scopeText) },
  ];
}
