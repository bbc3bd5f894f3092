import { placeOf, valueOf } from '../metadata-file.ts';
import { ofHeader, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const ELEMENT = 'contactEmail';

export const contactEmail: LintRule = {
  id: 'contact-email',
  severity: 'warning',
  title: 'The app names an e-mail address.',
  why: "Salesforce and the customer's admin write there when something is wrong with the app.",
  source: SOURCES.app,
  fix: 'Setup › External Client App Manager › the app › Edit › Contact Email: one that a team reads.',
  good: {
    elements: { ExternalClientApplication: '<contactEmail>team@acme.example</contactEmail>' },
  },
  bad: { without: { ExternalClientApplication: ['contactEmail'] } },
  reads: 'files',
  check: ofHeader((file, { name }) => {
    const value = valueOf(file, ELEMENT);
    if (value !== undefined && /^\S+@\S+$/.test(value)) return [];
    return [
      {
        place: placeOf(file, ELEMENT),
        message: `${name} names nobody to write to`,
        ...(value !== undefined && { found: value }),
        wanted: 'an e-mail address',
      },
    ];
  }),
};
