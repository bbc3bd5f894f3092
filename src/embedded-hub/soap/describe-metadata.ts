import type { XmlElement } from '../metadata/parse-xml.ts';
import type { Org } from '../state/org.ts';
import type { SoapValue } from './soap-answer.ts';

export function describeMetadata(org: Org, operation: XmlElement, apiVersion: number): SoapValue {
  const asOf = Number(operation.child('asOfVersion')?.text ?? apiVersion);
  return {
    metadataObjects: org.metadata.types(asOf).map(({ name, directory, suffix }) => ({
      directoryName: directory,
      inFolder: false,
      metaFile: false,
      suffix,
      xmlName: name,
    })),
    organizationNamespace: org.settings.namespace ?? '',
    partialSaveAllowed: true,
    testRequired: false,
  };
}
