import type { MetadataType } from '../metadata/metadata-types.ts';
import type { XmlElement } from '../metadata/parse-xml.ts';
import { Refusal } from '../refusal.ts';
import type { Org } from '../state/org.ts';
import { fileProperties } from './file-properties.ts';
import { LongList } from './soap-answer.ts';
import type { SoapValue } from './soap-answer.ts';

/** Metadata API guide, listMetadata(). */
const MOST_QUERIES = 3;

export function listMetadata(org: Org, operation: XmlElement, apiVersion: number): SoapValue {
  const queries = operation.children('queries');
  const asOf = Number(operation.child('asOfVersion')?.text ?? apiVersion);
  if (queries.length > MOST_QUERIES) {
    // Code and text assumed.
    throw new Refusal(
      500,
      'LIMIT_EXCEEDED',
      `Too many queries in listMetadata, the limit is: ${MOST_QUERIES}`,
    );
  }
  const types = queries.map((query) => {
    const name = query.child('type')?.text ?? '';
    const type = org.metadata.typeNamed(name, asOf);
    // Text assumed.
    if (type === undefined) throw new Refusal(500, 'INVALID_TYPE', `Unknown type:${name}`);
    return type;
  });
  return new LongList(propertiesOf(org, types));
}

function* propertiesOf(org: Org, types: readonly MetadataType[]): Generator<SoapValue> {
  for (const type of types)
    for (const component of org.metadata.componentsOf(type)) yield fileProperties(org, component);
}
