import { contentsText, detailRows } from './detail-rows.ts';
import type { InstallLinks } from './install-links-schema.ts';
import { code, codeCell, plainText } from './markdown-text.ts';

/** Which apps the version holds, and how that was checked. */
export function insideSection(document: InstallLinks): readonly string[] {
  return [
    '## What is inside',
    document.apps
      .map(({ name, label, components }) =>
        [
          `- **${plainText(label)}** (${code(name)})`,
          ...components.map(({ type, fullName }) => `  - ${plainText(type)} ${code(fullName)}`),
        ].join('\n'),
      )
      .join('\n'),
    plainText(contentsText(document.contents)),
  ];
}

export function detailsSection(document: InstallLinks): readonly string[] {
  return [
    '## Details',
    [
      '| | |',
      '| --- | --- |',
      ...detailRows(document).map(([name, value]) => `| ${name} | ${codeCell(value)} |`),
    ].join('\n'),
  ];
}
