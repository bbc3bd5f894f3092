import { elementsOf, placeOfElement } from '../metadata-file.ts';
import { ofOauthSettings, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

/** Metadata API guide: the most attributes that one app may have. */
const MOST_ATTRIBUTES = 128;

export const customAttributes: LintRule = {
  id: 'custom-attributes',
  severity: 'error',
  title: 'Custom attributes have keys of their own, and are 128 at most.',
  why: 'Salesforce refuses more, and two of one key, after the build slot is spent.',
  source: SOURCES.oauthSettings,
  fix: 'Remove the attribute that is too many.',
  good: {
    elements: {
      ExtlClntAppOauthSettings:
        '<customAttributes>\n    <formula>$User.Email</formula>\n    <key>mail</key>\n</customAttributes>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthSettings:
        '<customAttributes>\n    <formula>$User.Email</formula>\n    <key>mail</key>\n</customAttributes>\n<customAttributes>\n    <formula>$User.Username</formula>\n    <key>mail</key>\n</customAttributes>',
    },
  },
  reads: 'files',
  check: ofOauthSettings((file) => {
    const seen = new Set<string>();
    return elementsOf(file, 'customAttributes').flatMap((element, index) => {
      const key = element.children.find(({ name }) => name === 'key')?.text ?? '';
      const isRepeated = seen.has(key);
      seen.add(key);
      if (!isRepeated && index !== MOST_ATTRIBUTES) return [];
      return [
        {
          place: placeOfElement(file, element),
          message: isRepeated
            ? `Two custom attributes have the key ${key}`
            : `There are more than ${MOST_ATTRIBUTES} custom attributes`,
        },
      ];
    });
  }),
};
