import type { AppSettings } from '../../domain/eca/app-settings.ts';
import type { Block } from './blocks.ts';
import type { PolicyAdvice } from './policy-advice.ts';
import { developersHave } from './policy-advice.ts';
import {
  ENFORCE,
  ENFORCE_RELAX_REFRESH,
  ipRelaxationName,
  RELAX,
  RELAX_ACTIVATED,
} from './policy-names.ts';
import { code, menu, type RichText, say, strong } from './rich-text.ts';

const PROFILES = menu('Setup', 'Profiles');

/** From where the app may call. */
export function ipRelaxationAdvice({ policies, trustedIpRanges }: AppSettings): PolicyAdvice {
  const value = policies?.ipRelaxation;
  const developers = value === undefined ? undefined : ipRelaxationName(value);
  const addresses =
    trustedIpRanges.length > 0
      ? say`the app’s addresses (below)`
      : say`the addresses of the app’s servers (ask the developer)`;
  return {
    id: 'ip-relaxation',
    name: 'IP Relaxation',
    where: ['OAuth Policies', 'App Authorization', 'IP Relaxation'],
    startsAs: say`${strong(ENFORCE)}: the login IP ranges of the user’s profile hold for the app’s servers, too.`,
    ...(developers !== undefined && { developers: say`${strong(developers)}` }),
    choose: [
      say`Look at the login IP ranges in ${PROFILES}, for the profiles of the users who connect. Without ranges there is nothing to relax: leave the default.`,
      say`With ranges, the app’s servers are refused. First choice: add ${addresses} to the ranges. Else ${strong(ENFORCE_RELAX_REFRESH)} if users log in from your network and the app goes on from its own, and ${strong(RELAX)} only if neither works.`,
      say`Logins by JWT are held to the ranges whatever is chosen here: for them only the addresses help.`,
    ],
    summary: say`IP Relaxation: the default holds the app’s servers to the login IP ranges of the user’s profile. If there are such ranges, allow the app’s addresses or relax this.${developersHave(developers)}`,
  };
}

/** Which addresses the app comes from; they are packaged, and no admin has to enter them. */
export function trustedRangesBlocks({ trustedIpRanges }: AppSettings): readonly Block[] {
  if (trustedIpRanges.length === 0) return [];
  return [
    {
      kind: 'paragraph',
      text: say`The developer has entered these addresses as trusted ranges of the app. They came with the package and change with its upgrades only. They matter to you twice: as what to add to the login IP ranges, and because ${strong(RELAX_ACTIVATED)} lets requests in from them alone.`,
    },
    { kind: 'list', items: trustedIpRanges.map(rangeText) },
  ];
}

function rangeText({ start, end, description }: AppSettings['trustedIpRanges'][number]): RichText {
  const range = start === end ? say`${code(start)}` : say`${code(start)} to ${code(end)}`;
  return description === undefined ? range : say`${range}: ${description}`;
}
