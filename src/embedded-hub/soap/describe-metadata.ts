import type { XmlElement } from '../metadata/parse-xml.ts';
import type { Hub } from '../state/hub.ts';
import type { SoapValue } from './soap-answer.ts';

export function describeMetadata(hub: Hub, operation: XmlElement, apiVersion: number): SoapValue {
  const asOf = Number(operation.child('asOfVersion')?.text ?? apiVersion);
  return {
    metadataObjects: hub.metadata.types(asOf).map(({ name, directory, suffix }) => ({
      directoryName: directory,
      inFolder: false,
      metaFile: false,
      suffix,
      xmlName: name,
    })),
    organizationNamespace: hub.seed.org.namespace ?? '',
    partialSaveAllowed: true,
    testRequired: false,
  };
}
