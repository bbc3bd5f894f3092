import { contentsText, detailRows } from '../detail-rows.ts';
import type { InstallLinks } from '../install-links-schema.ts';
import { copyable } from './copyable.ts';
import { type Markup, markup, isolated } from './markup.ts';

/** A section of the page with its heading. */
export function sectionHtml(
  id: string,
  heading: string,
  content: Markup | readonly Markup[],
): Markup {
  return markup`<section class="section" aria-labelledby="${id}">
    <h2 id="${id}">${heading}</h2>
    ${content}
  </section> `;
}

/** Whether a key is needed, and how it gets to the installer. The key itself is in no file. */
export function keyHtml({ installationKey, package: packaged }: InstallLinks): Markup {
  const text = installationKey.needed
    ? markup`<strong>Needed.</strong> ${installationKey.note}`
    : markup`<strong>None needed.</strong> The link is all it takes.`;
  return markup`<dl class="facts">
    <div>
      <dt>Installation key</dt>
      <dd><p>${text}</p></dd>
    </div>
    <div>
      <dt>Who can install</dt>
      <dd>
        <p>
          A user with the permission “Download AppExchange Packages”, such as a System
          Administrator. Choose <strong>Install for Admins Only</strong>: who may use the app is
          decided by its policies.
        </p>
      </dd>
    </div>
    <div>
      <dt>Not for</dt>
      <dd>
        <p>The org that owns the namespace <code>${packaged.namespace}</code>.</p>
      </dd>
    </div>
  </dl> `;
}

export function commandHtml({ command }: InstallLinks): Markup {
  return markup`<h3 id="command-line">With the Salesforce CLI</h3>
    ${copyable('command', command.line, 'the command')}
    ${command.notes.map((note) => markup`<p class="hint">${note}</p> `)}`;
}

export function insideHtml({ apps, contents }: InstallLinks): Markup {
  return markup`${apps.map(
    ({ name, label, components }) =>
      markup`<h3>${isolated(label)} <code>${name}</code></h3>
          <ul class="components">
            ${components.map(
              ({ type, fullName }) =>
                markup` <li><code>${fullName}</code> <span>${type}</span></li>`,
            )}
          </ul> `,
  )}
    <p class="hint">${contentsText(contents)}</p> `;
}

export function detailsHtml(document: InstallLinks): Markup {
  return markup`<dl class="details">
    ${detailRows(document).map(
      ([name, value]) =>
        markup` <div>
          <dt>${name}</dt>
          <dd><code>${value}</code></dd>
        </div>`,
    )}
  </dl> `;
}

/** A link to a page of the developer's, where the address is one. */
export function webLinkHtml(words: string, address: string | undefined): Markup | undefined {
  if (address === undefined) return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    return markup`<p>${words}: <code>${address}</code></p> `;
  return markup`<p><a href="${url.href}">${words}</a></p> `;
}
