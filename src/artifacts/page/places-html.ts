import type { InstallLinks } from '../install-links-schema.ts';
import { breakable, copyButton } from './copyable.ts';
import { type Markup, markup, isolated } from './markup.ts';

type Link = InstallLinks['links'][number];

/** Where the version can be installed, each with its link; what cannot be is last, and says why. */
export function placesHtml(links: readonly Link[]): Markup {
  const sorted = links.toSorted(
    (one, other) => Number(one.url === null) - Number(other.url === null),
  );
  return markup`<ul class="places">
    ${sorted.map(placeHtml)}
  </ul> `;
}

function placeHtml({ label, url, installable, why }: Link, index: number): Markup {
  const note = why === undefined ? undefined : markup`<p>${why}</p>`;
  if (url === null)
    return markup`<li class="place closed">
      <h3>${isolated(label)}</h3>
      <p class="no-link">No link</p>
      ${note}
    </li> `;
  const id = `link-${String(index + 1)}`;
  return markup`<li class="place">
    <h3>${isolated(label)}</h3>
    ${note}
    <p class="address"><code id="${id}">${breakable(url)}</code></p>
    <div class="actions">
      ${installable ? openButton(url, `for ${label}`) : undefined}
      ${copyButton(id, 'Copy link', `for ${label}`)}
    </div>
  </li> `;
}

function openButton(url: string, what: string): Markup {
  return markup`<a class="button primary" href="${url}">Install<span class="visually-hidden"> ${what}</span></a>`;
}
