import type { SubscriberVersionId } from '../../domain/version/ids.ts';
import { MY_DOMAIN_PLACE, type OrgLinkTemplate, orgLinkTemplatesOf } from '../links.ts';
import { MY_DOMAIN_RULES } from '../my-domain.ts';
import { menu } from '../guide/rich-text.ts';
import { copyButton } from './copyable.ts';
import { richHtml } from './guide-html.ts';
import { type Markup, markup } from './markup.ts';

/** The field that makes the links of one org. Its rules and templates are data for the script, which builds no address itself. */
export function myDomainHtml(versionId: SubscriberVersionId, isBeta: boolean): Markup {
  const templates = orgLinkTemplatesOf(versionId);
  const { name, takesBetas, address } = MY_DOMAIN_RULES;
  return markup`<div class="my-domain">
    <h3 id="one-org">A link for one org</h3>
    <p>
      It opens that org’s own login page, whatever else the browser is logged in
      to.${isBeta ? ' A beta needs a sandbox or a scratch org.' : undefined}
    </p>
    <form
      id="my-domain"
      novalidate
      hidden
      data-name="${name}"
      data-takes-betas="${takesBetas}"
      data-address="${address}"
      data-place="${MY_DOMAIN_PLACE}"
      data-is-beta="${String(isBeta)}"
    >
      <label for="my-domain-name">My Domain of the org</label>
      <div class="field">
        <input
          id="my-domain-name"
          type="text"
          autocomplete="off"
          autocapitalize="none"
          autocorrect="off"
          spellcheck="false"
          placeholder="${isBeta ? 'acme--uat.sandbox' : 'acme'}"
          aria-describedby="my-domain-hint my-domain-problem"
        /><span aria-hidden="true">.my.salesforce.com</span>
      </div>
      <p class="hint" id="my-domain-hint">
        It stands in ${richHtml([menu('Setup', 'My Domain')])} of that org. You can also paste the address of
        any of its pages.
      </p>
      <p class="problem" id="my-domain-problem" aria-live="polite"></p>
      <ul class="places" id="my-domain-links" hidden>
        ${templates.map(templateHtml)}
      </ul>
    </form>
    <noscript>
      <p>Put the name of the org’s My Domain in the place of <code>${MY_DOMAIN_PLACE}</code>:</p>
      ${templates.map(({ template }) => markup`<p><code>${template}</code></p>`)}
    </noscript>
  </div> `;
}

function templateHtml({ label, template }: OrgLinkTemplate, index: number): Markup {
  const id = `my-domain-link-${String(index + 1)}`;
  return markup`<li class="place" data-template="${template}">
    <h4>${label}</h4>
    <p class="address"><code id="${id}"></code></p>
    <div class="actions">
      <a class="button primary">Install<span class="visually-hidden"> by ${label}</span></a>
      ${copyButton(id, 'Copy link', label)}
    </div>
  </li> `;
}
