import type { VersionList } from '../version-list-schema.ts';
import { dateHtml } from './date-text.ts';
import { latestHtml, pathTo, stateBadge } from './latest-html.ts';
import { type Markup, markup, isolated } from './markup.ts';
import { pageText } from './page-shell.ts';
import { sectionHtml } from './sections-html.ts';

type ListedPackage = VersionList['packages'][number];
type ListedVersion = ListedPackage['versions'][number];

const PLACES: Readonly<Record<ListedVersion['links'][number]['audience'], string>> = {
  production: 'Production',
  sandbox: 'Sandbox',
  'my-domain': 'My Domain',
  rehearsal: 'Hub of the rehearsal',
};

/** index.html: every version of every package, ready to be put on a web server with the folders beside it. */
export function indexPage(list: VersionList): string {
  const { packages, namespace, hub } = list;
  const [only] = packages;
  const heading = packages.length === 1 && only !== undefined ? only.name : 'Packages';
  return pageText({
    title: `${heading}: all versions`,
    isRehearsal: list.rehearsal,
    contents: packages.map(({ name }, index) => [idOf(index), name] as const),
    header: markup`<p class="eyebrow">Salesforce packages of <code>${namespace}</code></p>
<h1>${isolated(heading)}</h1>
<p class="lede">All versions, the newest first.</p>`,
    main:
      packages.length === 0
        ? sectionHtml('versions', 'No versions', markup`<p>Nothing has been built yet.</p>`)
        : markup`${packages.map((each, index) => sectionHtml(idOf(index), each.name, packageHtml(each)))}`,
    footer: markup`<p>From the hub <code>${hub.orgId}</code>, ${hub.instanceUrl}. The same as data: <a href="versions.json">versions.json</a>. This page is complete in itself: it loads nothing and sends nothing, and holds no key.</p>`,
  });
}

function packageHtml(listed: ListedPackage): Markup {
  return markup`${latestHtml(listed)}
<h3>Every version</h3>
<table class="versions">
<thead><tr><th scope="col">Version</th><th scope="col">State</th><th scope="col">Created</th><th scope="col">Links</th></tr></thead>
<tbody>
${listed.versions.map(rowHtml)}</tbody>
</table>
`;
}

function rowHtml(version: ListedVersion): Markup {
  const label = `${version.number}, build ${String(version.build)}`;
  const commit = version.commit?.slice(0, 12);
  const path = pathTo(version.folder);
  return markup`<tr>
<th scope="row">${path === undefined ? label : markup`<a href="${path}">${label}</a>`}
<p class="hint"><code>${version.versionId}</code>${commit === undefined ? undefined : markup` <span>commit <code>${commit}</code></span>`}</p></th>
<td>${stateBadge(version)}</td>
<td>${dateHtml(version.createdAt)}<p class="hint">${version.needsInstallationKey ? 'Needs a key' : 'No key needed'}</p></td>
<td><ul>${version.links.map(({ audience, url }) => markup`<li><a href="${url}">${PLACES[audience]}<span class="visually-hidden">, version ${label}</span></a></li>`)}</ul></td>
</tr>
`;
}

function idOf(index: number): string {
  return `package-${String(index + 1)}`;
}
