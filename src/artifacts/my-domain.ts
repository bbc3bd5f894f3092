import { ReleaseError } from '../domain/errors.ts';

/** The part of an org's addresses that is its own: acme in acme.my.salesforce.com. */
export interface MyDomain {
  readonly name: string;
  /** Where a beta can be installed, too. */
  readonly isSandboxOrScratchOrg: boolean;
}

/**
 * What makes a name a My Domain, as data: the script of the page goes by the same rules.
 * Partitions: MyDomainSettings.domainPartition, Metadata API. A host name's label has at most 63 characters.
 */
export const MY_DOMAIN_RULES = {
  name: '^(?<label>[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\\.(?<partition>sandbox|scratch|develop|demo|free|patch|stm|trailblaze))?$',
  /** Where a beta can be installed. Two hyphens are Salesforce's own: they set a sandbox's name apart, also where the host has no partition. */
  takesBetas: '--|\\.(?:sandbox|scratch)$',
  /** What people copy along with the name from the address of an org. */
  address:
    '^(?:https?://)?(?<name>[^/]+?)\\.(?:my\\.salesforce|my\\.salesforce-setup|lightning\\.force)\\.com(?:/.*)?$',
} as const;

const NAME = new RegExp(MY_DOMAIN_RULES.name);
const TAKES_BETAS = new RegExp(MY_DOMAIN_RULES.takesBetas);

/** Throws CONFIG_INVALID for what cannot be the name of a My Domain: it becomes part of a host that people log in at. */
export function myDomainFrom(value: string): MyDomain {
  const name = value.trim().toLowerCase();
  if (!NAME.test(name))
    throw new ReleaseError('CONFIG_INVALID', 'This is not the name of a My Domain.', {
      found: value,
      wanted: 'what stands before .my.salesforce.com, such as acme or acme--uat.sandbox',
      actions: [
        'Copy the name from Setup > My Domain of that org, without https:// and without .my.salesforce.com.',
      ],
    });
  return { name, isSandboxOrScratchOrg: TAKES_BETAS.test(name) };
}
