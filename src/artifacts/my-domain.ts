import { ReleaseError } from '../domain/errors.ts';

/** The part of an org's addresses that is its own: acme in acme.my.salesforce.com. */
export interface MyDomain {
  readonly name: string;
  /** Where a beta can be installed, too. */
  readonly isSandboxOrScratchOrg: boolean;
}

// Partitions: MyDomainSettings.domainPartition, Metadata API. A host name's label has at most 63 characters.
const MY_DOMAIN =
  /^(?<label>[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.(?<partition>sandbox|scratch|develop|demo|free|patch|stm|trailblaze))?$/;

/** Throws CONFIG_INVALID for what cannot be the name of a My Domain: it becomes part of a host that people log in at. */
export function myDomainFrom(value: string): MyDomain {
  const name = value.trim().toLowerCase();
  const { label, partition } = MY_DOMAIN.exec(name)?.groups ?? {};
  if (label === undefined)
    throw new ReleaseError('CONFIG_INVALID', 'This is not the name of a My Domain.', {
      found: value,
      wanted: 'what stands before .my.salesforce.com, such as acme or acme--uat.sandbox',
      actions: [
        'Copy the name from Setup > My Domain of that org, without https:// and without .my.salesforce.com.',
      ],
    });
  return {
    name,
    // Two hyphens are Salesforce's own: they set a sandbox's name apart, also where the host has no partition.
    isSandboxOrScratchOrg:
      partition === 'sandbox' || partition === 'scratch' || label.includes('--'),
  };
}
