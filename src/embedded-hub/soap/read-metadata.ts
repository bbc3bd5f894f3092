import { parseXml } from '../metadata/parse-xml.ts';
import type { XmlElement } from '../metadata/parse-xml.ts';
import { Refusal } from '../refusal.ts';
import type { Org } from '../state/org.ts';
import { SoapElement } from './soap-answer.ts';
import type { SoapValue } from './soap-answer.ts';

/** Metadata API guide, readMetadata(). */
const MOST_NAMES = 10;

/** A record for each name, in their order: nil where the org has no such component. */
export function readMetadata(org: Org, operation: XmlElement, apiVersion: number): SoapValue {
  const typeName = operation.child('type')?.text ?? '';
  const names = operation.children('fullNames').map(({ text }) => text);
  if (names.length > MOST_NAMES) {
    // Code and text assumed.
    throw new Refusal(
      500,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${MOST_NAMES} records into this call`,
    );
  }
  const type = org.metadata.typeNamed(typeName, apiVersion);
  if (type === undefined) {
    // Text assumed.
    throw new Refusal(
      500,
      'INVALID_TYPE',
      'This type of metadata is not available for this organization',
    );
  }
  return {
    records: names.map((fullName) => {
      const component = org.metadata.componentNamed(type, fullName);
      const content = component?.files()[0]?.content;
      const root = typeof content === 'string' ? parseXml(content)?.all[0] : undefined;
      if (component === undefined || root === undefined) return null;
      return new SoapElement(typeName, [
        ['fullName', component.fullName],
        ...root.all.map(valueOf),
      ]);
    }),
  };
}

function valueOf({ name, text, all }: XmlElement): readonly [string, SoapValue] {
  return [name, all.length === 0 ? text : new SoapElement(undefined, all.map(valueOf))];
}
