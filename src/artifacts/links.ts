import type { PublishedVersion } from '../domain/published-version.ts';
import type { SubscriberVersionId } from '../domain/version/ids.ts';
import type { MyDomain } from './my-domain.ts';

/** What the links of a version depend on. */
export interface LinkedVersion {
  readonly versionId: SubscriberVersionId;
  readonly state: PublishedVersion['state'];
  readonly isRehearsal: boolean;
  readonly hub: { readonly instanceUrl: string };
}

/** A place to install from. No URL: there is none to offer, and `why` tells the reason. */
export interface VersionLink {
  readonly audience: 'production' | 'sandbox' | 'my-domain' | 'rehearsal';
  readonly label: string;
  readonly url: string | null;
  readonly installable: boolean;
  /** Why it cannot be installed there. */
  readonly why?: string;
}

/** A link for any org: the name of its My Domain takes the place of MY_DOMAIN_PLACE. */
export interface OrgLinkTemplate {
  readonly label: string;
  readonly template: string;
}

/** Cannot be part of a host name, so it cannot be taken for one. */
export const MY_DOMAIN_PLACE = '{myDomain}';

const BETA_NEEDS_SANDBOX =
  'A beta can be installed only in sandboxes and scratch orgs, and can never be upgraded there. Ask for a released version.';
const LEADS_NOWHERE =
  'REHEARSAL: the link leads to a hub on the machine that rehearsed; nothing can be installed from it.';

/** Every link of a version, the ones that most people need first. */
export function linksOf(
  version: LinkedVersion,
  myDomains: readonly MyDomain[],
): readonly VersionLink[] {
  if (version.isRehearsal)
    return [
      {
        audience: 'rehearsal',
        label: 'The hub of the rehearsal',
        url: installPage(new URL(version.hub.instanceUrl).origin, version.versionId),
        installable: false,
        why: LEADS_NOWHERE,
      },
    ];
  const isBeta = version.state === 'beta';
  return [
    linkTo(
      'production',
      'Production and Developer Edition orgs',
      installPage('https://login.salesforce.com', version.versionId),
      !isBeta,
    ),
    linkTo(
      'sandbox',
      'Sandboxes and scratch orgs',
      installPage('https://test.salesforce.com', version.versionId),
      true,
    ),
    ...myDomains.flatMap(({ name, isSandboxOrScratchOrg }) =>
      orgLinkTemplatesOf(version.versionId).map(({ label, template }) =>
        linkTo(
          'my-domain',
          `${name} (${label})`,
          template.replace(MY_DOMAIN_PLACE, name),
          !isBeta || isSandboxOrScratchOrg,
        ),
      ),
    ),
  ];
}

/** Both documented forms of a link into one org: they do not depend on where the browser is logged in. */
export function orgLinkTemplatesOf(versionId: SubscriberVersionId): readonly OrgLinkTemplate[] {
  return [
    {
      label: 'My Domain',
      template: installPage(`https://${MY_DOMAIN_PLACE}.my.salesforce.com`, versionId),
    },
    {
      label: 'My Domain, page in Setup',
      template: `https://${MY_DOMAIN_PLACE}.lightning.force.com/packagingSetupUI/ipLanding.app?apvId=${versionId}`,
    },
  ];
}

/**
 * The same for the Salesforce CLI. Waits, since the CLI returns at once by default, and a new version takes minutes to reach
 * every instance.
 */
export function installCommandOf(version: PublishedVersion): string {
  return `sf package install --package ${version.versionId} --target-org YOUR_ORG_ALIAS --wait 20 --publish-wait 20`;
}

function installPage(origin: string, versionId: SubscriberVersionId): string {
  return `${origin}/packaging/installPackage.apexp?p0=${versionId}`;
}

function linkTo(
  audience: VersionLink['audience'],
  label: string,
  url: string,
  installable: boolean,
): VersionLink {
  return installable
    ? { audience, label, url, installable }
    : { audience, label, url: null, installable, why: BETA_NEEDS_SANDBOX };
}
