import type { PublishedVersion } from '../../domain/published-version.ts';
import { type AdminGuide, adminGuideOf } from '../guide/admin-guide.ts';
import { changesParts } from '../guide/changes-part.ts';
import type { InstallLinks } from '../install-links-schema.ts';
import { stateText } from '../state-text.ts';
import { dateHtml } from './date-text.ts';
import { partsHtml } from './guide-html.ts';
import { type Markup, markup, isolated } from './markup.ts';
import { myDomainHtml } from './my-domain-html.ts';
import { pageText } from './page-shell.ts';
import { placesHtml } from './places-html.ts';
import {
  commandHtml,
  detailsHtml,
  insideHtml,
  keyHtml,
  sectionHtml,
  webLinkHtml,
} from './sections-html.ts';

/** install-links.html: one file to mail or to host, with everything from the link to the first login. */
export function installPage(version: PublishedVersion, document: InstallLinks): string {
  const guide = adminGuideOf(version);
  const name = document.package.name;
  const changes = changesParts(version.notes);
  return pageText({
    title: `${name} ${document.version.number}${version.state === 'beta' ? ' (beta)' : ''}: install`,
    isRehearsal: document.rehearsal,
    contents: [
      ['install', 'Install'],
      ...(changes.length === 0 ? [] : [['new', 'What is new'] as const]),
      ['after-the-install', 'After the install'],
      ['problems', 'If something goes wrong'],
      ['inside', 'What is inside'],
      ['origin', 'Where it comes from'],
    ],
    header: headerHtml(document),
    main: markup`${sectionHtml('install', 'Install', installHtml(version, document))}
    ${changes.length === 0 ? undefined : partsHtml(changes, 2)}
    ${sectionHtml('after-the-install', 'After the install', afterInstallHtml(guide, document))}
    ${sectionHtml('problems', 'If something goes wrong', partsHtml(guide.errors, 3))}
    ${sectionHtml('inside', 'What is inside', insideHtml(document))}
    ${sectionHtml('origin', 'Where it comes from', detailsHtml(document))}`,
    footer: markup`<p>
      ${isolated(name)} ${document.version.number}, build ${document.version.build}. This page is
      complete in itself: it loads nothing and sends nothing, and holds no key.
    </p>`,
  });
}

function headerHtml(document: InstallLinks): Markup {
  const { package: packaged, version, rehearsal } = document;
  const word = version.state === 'released' ? 'Released' : 'Beta';
  return markup`<p class="eyebrow">Salesforce package</p>
    <h1>${isolated(packaged.name)}</h1>
    ${packaged.description === '' ? undefined : markup`<p class="lede">${isolated(packaged.description)}</p>`}
    <ul class="badges">
      ${rehearsal ? markup`<li class="badge rehearsed">Rehearsal</li> ` : undefined}
      <li class="badge ${version.state}">${word}</li>
      <li class="badge">Version ${version.number}</li>
      <li class="badge">Build ${version.build}</li>
      <li class="badge">${dateHtml(version.createdAt)}</li>
    </ul>
    <p class="state${version.state === 'beta' && !rehearsal ? ' warning' : ''}">${stateText(document)}</p>`;
}

function installHtml(version: PublishedVersion, document: InstallLinks): Markup {
  return markup`${placesHtml(document.links)}
  ${document.rehearsal ? undefined : myDomainHtml(version.versionId, version.state === 'beta')}
  ${keyHtml(document)} ${commandHtml(document)}
  ${webLinkHtml('Release notes', document.version.releaseNotesUrl)}`;
}

function afterInstallHtml(guide: AdminGuide, { version }: InstallLinks): Markup {
  return markup`<div class="guide">${partsHtml(guide.steps, 3)}</div>
  ${webLinkHtml('More about the set-up, from the developer', version.postInstallUrl)}`;
}
