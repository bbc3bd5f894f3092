import type { VersionList } from '../version-list-schema.ts';
import { copyButton } from './copyable.ts';
import { dateHtml } from './date-text.ts';
import { type Markup, markup } from './markup.ts';

type ListedPackage = VersionList['packages'][number];
type ListedVersion = ListedPackage['versions'][number];
type Link = ListedVersion['links'][number];

/** The newest released version and the newest beta of a package: what nearly everybody came for. */
export function latestHtml({ versions, newestReleased, newestBeta }: ListedPackage): Markup {
  const latest = [newestReleased, newestBeta].flatMap((id) =>
    versions.filter(({ versionId }) => versionId === id),
  );
  return markup`<ul class="latest">
${latest.map((version) => cardHtml(version, versions[0]?.versionId === version.versionId))}</ul>
`;
}

/** The page of a version's folder; only paths below this page, whatever the folder says. */
export function pathTo(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  const steps = folder.split(/[/\\]/).filter((step) => !['', '.', '..'].includes(step));
  return ['.', ...steps.map(encodeURIComponent), 'install-links.html'].join('/');
}

export function stateBadge({ state }: ListedVersion): Markup {
  return markup`<span class="badge ${state}">${state === 'released' ? 'Released' : 'Beta'}</span>`;
}

function cardHtml(version: ListedVersion, isHighest: boolean): Markup {
  const { state, number, build, folder } = version;
  const what = state === 'released' ? 'Newest released version' : 'Newest beta';
  const note = state === 'beta' && !isHighest ? ' Older than the released one.' : '';
  const path = pathTo(folder);
  return markup`<li class="place">
<h3>${what}</h3>
<p class="number">${number}</p>
<p class="hint">Build ${build}, ${dateHtml(version.createdAt)}. ${version.needsInstallationKey ? 'Needs a key.' : 'No key needed.'}${note}</p>
${path === undefined ? undefined : markup`<p><a href="${path}">Install and set up ${number}</a></p>`}
${version.links.map((link) => linkHtml(link, version))}</li>
`;
}

function linkHtml({ audience, label, url }: Link, { versionId }: ListedVersion): Markup {
  const id = `${audience}-${versionId}`;
  const install = markup`<a class="button primary" href="${url}">Install<span class="visually-hidden"> for ${label}</span></a>`;
  return markup`<div class="offer">
<p>${label}</p>
<p class="visually-hidden"><code id="${id}">${url}</code></p>
<div class="actions">
${audience === 'rehearsal' ? undefined : install}
${copyButton(id, 'Copy link', `for ${label}`)}
</div>
</div>
`;
}
