import { ecaType } from '../../eca/metadata-types.ts';
import { placeOfElement, placeOfRoot, type MetadataFile } from '../metadata-file.ts';
import type { Hit, LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

/** Elements that may stand several times. */
const LISTS = new Set([
  'canvasLocationOptions',
  'canvasOptions',
  'customAttributes',
  'notificationTypes',
  'trustedIpRanges',
]);

export const metadataReadable: LintRule = {
  id: 'metadata-readable',
  severity: 'error',
  title: 'Every metadata file is well-formed, of its type, and says each thing once.',
  why: 'Salesforce refuses a package with a file it cannot read, after the build slot is spent. Where an element stands twice, nobody can tell which one counts.',
  source: SOURCES.registry,
  fix: 'Mend the file, or retrieve it again from the Dev Hub: npm run eca -- retrieve.',
  good: { elements: { ExternalClientApplication: '<label>Acme Connector</label>' } },
  bad: {
    elements: {
      ExternalClientApplication: '<label>Acme Connector</label>\n<label>Acme Connector 2</label>',
    },
  },
  reads: 'files',
  check: ({ files, malformed }) => [
    ...malformed
      .filter(({ type }) => ecaType(type) !== undefined)
      .map(({ fullName, why, place }) => ({
        place,
        message: `${fullName} is not well-formed XML`,
        found: why,
        wanted: 'the file as the org wrote it',
      })),
    ...files.flatMap((file) => [...otherType(file), ...repeated(file)]),
  ],
};

function otherType(file: MetadataFile): readonly Hit[] {
  if (file.root.name === file.type) return [];
  return [
    {
      place: placeOfRoot(file),
      message: `${file.path} does not hold what its name says`,
      found: `<${file.root.name}>`,
      wanted: `<${file.type}>`,
    },
  ];
}

function repeated(file: MetadataFile): readonly Hit[] {
  const seen = new Set<string>();
  return file.root.children.flatMap((element) => {
    const isRepeated = seen.has(element.name) && !LISTS.has(element.name);
    seen.add(element.name);
    if (!isRepeated) return [];
    return [
      {
        place: placeOfElement(file, element),
        message: `<${element.name}> stands there more than once`,
        wanted: 'one of them',
      },
    ];
  });
}
