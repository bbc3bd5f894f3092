import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { REHEARSAL_NOTE } from '../rehearsal-mark.ts';
import { Markup, markup } from './markup.ts';

/** In this order: what comes later wins. */
const STYLES = [
  'colours',
  'base',
  'frame',
  'guide',
  'places',
  'my-domain',
  'facts',
  'versions',
  'narrow',
  'print',
] as const;

export interface PageParts {
  readonly title: string;
  readonly isRehearsal: boolean;
  /** The contents in the order of the page: an id of an element, and what to call it. */
  readonly contents: readonly (readonly [id: string, name: string])[];
  readonly header: Markup;
  readonly main: Markup;
  readonly footer: Markup;
}

/** The whole document: style and script are inside, allowed by their hashes, and nothing else is loaded or run. */
export function pageText({
  title,
  isRehearsal,
  contents,
  header,
  main,
  footer,
}: PageParts): string {
  const style = insideText(...STYLES.map((name) => `style/${name}.css`));
  const script = insideText('page-script.js');
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    // The empty icon keeps browsers from asking the server for one.
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${isRehearsal ? 'REHEARSAL: ' : ''}${title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${isRehearsal ? banner() : undefined}
<header class="masthead">
${header}
</header>
<div class="columns">
<nav class="contents" aria-label="On this page">
<ul>
${contents.map(([id, name]) => markup`<li><a href="#${id}">${name}</a></li>\n`)}</ul>
</nav>
<main id="main" tabindex="-1">
${main}
</main>
</div>
<footer class="colophon">
${footer}
</footer>
<p class="visually-hidden" role="status" aria-live="polite" id="announcement"></p>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}

function banner(): Markup {
  const [mark = '', ...rest] = REHEARSAL_NOTE.split(/(?<=:) /);
  return markup`<div class="rehearsal" role="region" aria-label="Rehearsal">
    <p><strong>${mark}</strong> <span>${rest.join(' ')}</span></p>
  </div>`;
}

/** With line feeds alone: browsers count them so before they compare the hash, whatever the checkout has. */
function insideText(...files: readonly string[]): string {
  const texts = files.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'));
  return `\n${texts.join('\n').replaceAll('\r\n', '\n').trim()}\n`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
