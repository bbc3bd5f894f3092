import { elementsOf, placeOf } from '../metadata-file.ts';
import { ofHeader, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const RESERVED = ['infoUrl', 'managedType'];

export const reservedElements: LintRule = {
  id: 'reserved-elements',
  severity: 'info',
  title: 'The app leaves alone what Salesforce keeps for itself.',
  why: 'infoUrl is reserved for future use and managedType for internal use: what they do may change at any release.',
  source: SOURCES.app,
  fix: 'Remove the element.',
  good: {},
  bad: { elements: { ExternalClientApplication: '<infoUrl>https://acme.example</infoUrl>' } },
  reads: 'files',
  check: ofHeader((file) =>
    RESERVED.filter((name) => elementsOf(file, name).length > 0).map((name) => ({
      place: placeOf(file, name),
      message: `<${name}> is reserved by Salesforce`,
    })),
  ),
};
